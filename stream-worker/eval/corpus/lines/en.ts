import type { Lines } from "./types.ts";

export const english: Lines = {
  open: `
    The heating in our living room has stopped working
    There is water coming through // the kitchen ceiling
    My front door lock is jammed / and I can't get out of the flat
    Hello // this is Martha Bell // our boiler makes a loud banging noise
    I think // um // there is a smell of gas in the hallway
    The power went out in half of the rooms // and the fuse won't stay in
    Well // it started yesterday evening // the toilet keeps running
    We have mice in the attic
    The dishwasher is leaking / all over the kitchen floor
    A window pane is broken // it fell out during the storm // and now it's raining in
    Good morning // the elevator is stuck between two floors
    So // the thing is // my washing machine does not drain any more
    I can't turn the // the valve under the sink
    The radiator in the bedroom is cold // although the thermostat is turned all the way up
    There's mold on the wall behind // the wardrobe
    The garage door won't close
    Yes hi // I'm calling because // the hot water is gone since this morning
    Our doorbell has not been working for a week / it's not urgent though
    I locked myself out // and my // my little son is still inside
    The sink in the bathroom is blocked
    It smells burnt // near the outlet // in the kitchen
    Uh // let me think /// it is the second valve on the left
    The tap drips // day and night // it drives me crazy
    We had a technician here last week // but the heating is off again
    The roof is leaking // right above the children's room
    There are wasps // in the // in the roller shutter box
    The light in the stairwell flickers
    My oven does not heat up any more // I tried to reset it
    The shower has // hardly any water pressure
    Something is wrong with the intercom // people ring and I hear nothing
    A pipe burst in the basement // please come quickly
    The freezer is defrosting by itself
    I need somebody // for the // for the air conditioner
    It's about the gutter // it came off the wall
    The kitchen drain is clogged and // I already tried everything
    The stove has no power on two plates
    Hi // yes // it's the water heater again
    The cellar is flooded
    When I open the tap // it knocks in the wall
    The balcony door can't be locked any more // since somebody tried to break in`,
  yesNo: `
    Yes
    Yes please
    No
    Yes that's right
    No // the house number is wrong
    Yeah
    Mm-hm
    Correct
    No thank you
    Yes // exactly
    Uh // yes
    No it's sixteen // not fourteen
    Sure
    Yes but // only after five
    That's right
    No // I don't think so
    Yep
    Well // actually yes
    Of course
    No // wait // yes it is
    Absolutely
    I think so
    Okay
    Not really`,
  address: `
    14 Maple Street
    It's 27 // Old Mill Road
    Maple Street /// number fourteen
    221 Baker Street // apartment 5
    Um // 9 Harbor Lane
    We are at // 300 Sunset Boulevard
    The address is // 48 Church Street // in Springfield
    Twelve // Cedar Avenue
    It's on Elm Street // hold on /// number seventy
    5 Park Place // third floor
    I live at 1600 // Lincoln Avenue
    Rosewood Court // house number 8
    That would be // 77 Hill Road
    19 Station Road // second door on the left
    Forty two // Garden Terrace
    It's the yellow house // 6 Mill Lane
    31 Ocean Drive
    Broadway // eight hundred // unit twelve
    Let me see /// 15 Willow Street
    102 North Avenue // zip code 90210
    Kingsway // number 4
    23 Bridge Street // next to the bakery`,
  digits: `
    #
    #
    It's #
    My number is // #
    Yes // it's #
    One moment /// #
    That would be // # // thank you
    You can reach me at #
    Um // #
    #
    Sure // #
    # // that's my cell
    Write down please // #
    #
    The number is #
    Okay // so // #
    #
    Let me look /// #
    #
    It's # // in the evening`,
  spelling: `
    S // M // I // T // H
    B as in Bravo // E // L // L
    M // A // C /// K // A // Y
    W as in Whiskey // O // O // D
    Double L // O // Y // D
    J // O // N // E // S`,
  murmurs: `
    mm-hm
    okay
    yeah
    uh-huh
    right
    I see
    yes
    mm
    okay okay
    sure
    yeah yeah
    aha
    all right
    good
    got it
    oh`,
  bargeIns: `
    No that's wrong
    Wait // that's not my address
    Stop
    I need somebody today
    Excuse me // how much does it cost
    Operator please
    Actually // it's the boiler
    Can I talk to a person
    Hold on // I have to get a pen
    It's not the kitchen // it's the bathroom
    When will they come
    No no no
    Tomorrow is not possible
    I already told your colleague
    Sorry // what was that
    The number has changed
    Let me finish
    Is that expensive`,
  statements: `
    Thank you, I have noted that. A colleague will look at it as soon as possible, and the technician will bring everything that is needed for the repair.
    Please do not touch anything that is wet or sparks. If you can reach it safely, turn the main valve off, and then wait for the technician at the front door.
    Our technicians are on the road from seven in the morning until eight in the evening. You will get a message half an hour before somebody arrives at your place.
    I will read back what I have noted so far. The kitchen is under water, the main valve is closed, and somebody will be at home for the whole afternoon.
    Nobody starts any work before you have been told what it costs. You will get the price in writing, and you can say no without paying anything at all.
    Because of the storm there are more calls than usual today. We still answer every single request, but it may take a little longer than you know it from us.`,
  yesNoQuestions: `
    Is the water turned off now?
    Can we call you back on this number?
    I have noted Maple Street fourteen. Is that right?
    Is somebody at home in the afternoon?
    Shall I get a colleague on the line?
    Have you called us about this before?`,
  spellingQuestion: "Could you spell your last name for me, please?",
  numbers: `
    212 555 0133
    212 555 01 47
    646 555 0 1 9 8
    (617) 555 0166
    718 555 0171
    303 55 50 1 22`,
  digitWords: "zero one two three four five six seven eight nine",
  noted: "All right.",
};
