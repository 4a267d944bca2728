import { english as numbers } from "../numbers/en.ts";
import { list } from "../../speech/phrases.ts";
import { compile } from "./types.ts";

export const english = compile({
  locale: "en-US",
  numbers,
  betweenDigits: list(`then, uh, um, er, dash, and then, area, code`),
  categories: {
    gas: list(`
      smell* ~ gas, smell* ~ ~ gas, gas smell*, gas leak*, leak* gas, odor ~ gas, odour ~ gas
    `),
    lift: ["elevator*", "lift|lifts"],
    pest: list(`
      mice, mouse, rat|rats, cockroach*, roach*, ants, wasp*, hornet*, bedbug*, bed bug*, moths,
      pigeon*, termite*, pest*, bugs
    `),
    mould: list(`mold*, mould*, damp, mildew`),
    electricity: list(`
      light|lighting, powers ~ out|off|gone, socket*, outlet*, breaker*, fuse|fuses|fusebox,
      electric*, power ~ out|off|gone|cut|down, no power, power outage|cut, lights, light switch,
      light bulb*, wiring, wires, spark*, short circuit*, lamp*
    `),
    heating: list(`
      boiler*, heating, radiator*, heater*, furnace*, hot water, thermostat*, heat pump, warm water,
      no heat
    `),
    appliance: list(`
      dishwasher*, washing machine*, washer, dryer*, fridge*, refrigerator*, freezer*, oven*,
      stove*, cooker*, hob, microwave*, air conditioner*, air conditioning, aircon, extractor
    `),
    lock: list(`lock|locks|locked, key|keys, locksmith*, keyhole`),
    opening: list(`
      window*, door|doors, gate|gates, shutter*, blind|blinds, pane|panes, glass, hinge*, doorbell,
      intercom
    `),
    water: list(`
      water, leak*, drip*, tap|taps, faucet*, toilet*, drain*, sink*, pipe*, sewage, sewer, flood*,
      overflow*, shower*, bathtub, clog*, blocked, plumb*, gutter*, roof*, cistern, hose
    `),
  },
  urgency: {
    emergency: list(`
        the sooner the better, sooner rather than later, soonest, as early as possible,
        dont want to wait, emergency, urgent*, right now, right away, straight away, immediately,
        as soon as possible, as fast as ~ can, as quickly as possible, as quick* as ~ can, asap,
        hurry, now, at once, this minute, quickly, critical, can not wait, cannot wait, cant wait,
        within the hour
      `),
    today: list(`
      today, tonight, this afternoon, this evening, by the end of the day, same day, before tonight,
      in the next few hours, before the end of the day, later on today
    `),
    this_week: list(`
        within|in ~ next ~ days, within|in ~ two|three|four|few|2|3|4 days,
        monday|tuesday|wednesday|thursday|friday|saturday|sunday, this week, tomorrow,
        next few days, in a few days, next couple of days, in a couple of days, within a few days,
        day after tomorrow,
        before|by|on|until monday|tuesday|wednesday|thursday|friday|saturday|sunday,
        by|before the weekend, at the weekend, on the weekend, in the week, coming days,
        in two days, in three days, the end of the week, within the week,
        in|within two|three|2|3|four|4 days
      `),
    whenever: list(`
        no pressure, no stress, doesnt matter, does not matter, dont mind when, dont care when,
        no preference, no hurry, no rush, not in a hurry, not in a rush, whenever, can wait,
        could wait, not urgent*, isnt urgent*, not that urgent*, not very urgent*,
        not particularly urgent*, next week, next month, any time, anytime, some time, sometime,
        take your time, does not matter when, doesnt matter when, not pressing, nothing urgent,
        no urgency, when it suits, when you have time, when you get a chance, at your convenience,
        eventually
      `),
  },
  notUrgency: list(`
      not today|tonight|tomorrow,
      last|every|each|past monday|tuesday|wednesday|thursday|friday|saturday|sunday,
      on monday|tuesday|wednesday|thursday|friday|saturday|sunday it|the, not an emergency,
      no emergency, isnt an emergency, not really an emergency, since today, since|until|by now,
      for|till now, now and then, happened|broke|started|stopped|burst|failed ~ today|tonight|now,
      whenever i|we|it|the|somebody|someone|he|she|they, for|since ~ sometime|weeks,
      since ~ monday|tuesday|wednesday|thursday|friday|saturday|sunday
    `),
  yes: list(`
    yes, yeah, yep, yup, correct, exactly, sure, of course, right, thats right, that is right,
    thats it, all good, sounds good, looks good, perfect, okay, ok, absolutely, certainly,
    please do, fine, go ahead, uh huh, mhm, indeed, you got it, definitely
  `),
  no: list(`
    no, nope, nah, not really, not right, not quite, not correct, incorrect, thats wrong,
    that is wrong, wrong, isnt right, isnt correct, negative, almost, not exactly, nearly
  `),
  wrong: list(`
    wrong, not right, isnt right, incorrect, should be, i meant, i mean, actually, correction,
    change, mistake, sorry its, rather, instead, make that, different
  `),
  thisNumber: list(`
    this is my number, use my number, my number is fine, my own number, this number, this one,
    same number, the number im calling, the number i am calling, one im calling, one i am calling,
    im calling from, i am calling from, calling you from, my current number, number you see,
    number you have, the number on your display, caller id, same one, this phone, the one you see
  `),
  intents: {
    recording: list(`
      not ~ recorded, dont ~ record, do not record, stop recording, without recording,
      dont want ~ ~ recorded, no recording, object to ~ record*, turn off the recording
    `),
    operator: list(`
      operator*, human|humans, real person, actual person, live person, person please,
      representative*, talk to someone, speak to someone, speak with someone, talk to somebody,
      speak to somebody, talk to a person, speak to|with a person, somebody real, someone real,
      employee, to|with a colleague, customer service, real people, agent, put me through,
      transfer me, connect me, your manager, a supervisor, speak|talk to|with ~ manager
    `),
    repeat: list(`
      repeat, say ~ again, pardon, what did you say, come again, once more, didnt catch,
      did not catch, didnt hear, did not hear, didnt understand, did not understand, excuse me what,
      sorry what, what was that, one more time, cant hear you
    `),
    huh: ["what", "huh", "sorry", "hello"],
    goodbye: list(`
      goodbye, good bye, bye, bye bye, thats all, that is all, thats everything, nothing else,
      hang up, have a nice day, have a good day, never mind, nevermind, forget it, wrong number,
      no thanks, no thank you, im done, see you, that will be all
    `),
    wait: list(`
      one moment, just a moment, hold on, wait a, just a second, one second, one sec, hang on,
      let me check, let me look, just a minute, give me a, bear with me, let me think, let me see,
      i have to look
    `),
    robot: list(`
      are you a robot, are you real, are you human, are you a machine, are you a bot,
      are you a computer, is this a robot, is this a machine, is this a recording,
      am i talking to a, are you an ai, are you a real, are you a person, is this a bot
    `),
    price: list(`
      how much, what does ~ ~ cost, what will ~ ~ cost, what would ~ ~ cost, price*, is it free,
      do i have to pay, what do you charge, how expensive, the cost
    `),
    arrival: list(`
      when will ~ ~ come, when can ~ ~ come, when does ~ ~ come, when will ~ ~ be here,
      how long will ~ take, how long does it take, how soon, when are you coming, when can you,
      what time will
    `),
    status: list(`
      nobody has come, nobody ~ came, no one ~ came, no one has come, nobody showed up,
      reported ~ ~ last week|month, reported ~ ~ yesterday, already reported ~, status, my ticket,
      my request, existing request, already called, called before, called yesterday,
      already reported, reported ~ yesterday, reported ~ last week, reference number,
      where is the technician, where is your technician, still waiting, follow up, following up,
      any news, any update*, check on, an update, my reference, my appointment
    `),
    new_request: list(`
      new request, new problem, new issue, another problem, report a, report something,
      something else, another issue, a different problem, one more thing
    `),
  },
  slotNames: {
    phone: list(`
      phone*, telephone*, callback*, call back, cell, mobile, contact number, my number,
      the number you
    `),
    address: list(`address*, street, house number, location, apartment`),
    urgency: list(`urgency, priority, how urgent, timing, the time, the date`),
    problem: list(`problem, issue, description, fault, the damage, the trouble`),
  },
  houseNumber: list(`number, no, house number, house`),
  notThis: list(`not, instead of, rather than, and not`),
  leadIns: list(`
    hi, hello, hey, hi there, good morning, good afternoon, good evening, good day, um, uh, er, erm,
    well, yeah, yes, so, okay, ok, oh, please, no, right, sure, im calling because,
    i am calling because, calling because, im calling about, calling about, i am calling about,
    its about, it is about, basically, listen, the problem is, the issue is, the problem is that,
    actually, sorry, and, but, my name is _, my name is _ _, this is _ speaking,
    this is _ _ speaking, thanks, thank you, like
  `),
  tails: list(`
    please, thanks, thank you, and, but, so, though, its, it is, is, im at, i am at, at, in, on,
    i live at, i live in, i live on, were at, we are at, we live at, the address is, my address is,
    my number is, my phone number is, call me on, call me at, could you come, can you come,
    could you send somebody, could you send someone, can you send somebody, can you send someone,
    please come, come, come please, pretty, very, really, quite, somebody should come,
    someone should come, would be fine, would be great, by the way, kind of, its pretty, its really,
    its very, its quite, thats, the, i, to, happening, it
  `),
  empty: list(`
    i, im, ive, a, an, the, my, our, is, are, was, it, its, there, theres, have, has, got, we, you,
    to, of, and, or, but, so, in, at, on, with, for, from, need, want, would, like, can, could,
    please, help, me, some, do, does, know, dont, not, that, this, what, how, why, yes, no, well,
    um, uh, hello, hi, hey, problem, issue, thing, something, think, just, really, maybe, sure,
    okay, ok, oh, hmm, huh, be, your, yours, were, had, day, good, morning, thanks, thank, question,
    ask, tell, say, because, about, calling, call
  `),
});
