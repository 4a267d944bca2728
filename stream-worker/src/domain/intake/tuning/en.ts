import type { Sample } from "../heldout/types.ts";

/** What the lexicon was tuned on; the held-out sentences were not. */
export const tuning: readonly Sample[] = [
  {
    asked: "problem",
    says: "my name is laura bennett and the kitchen faucet won't stop running",
    expect: { problem: "faucet", category: "water" },
  },
  {
    asked: "problem",
    says: "power's out in the whole apartment since six o'clock, we have two small kids, 45 willow crescent apartment 12",
    expect: {
      problem: "power",
      category: "electricity",
      address: "45 willow crescent apartment 12",
    },
  },
  {
    asked: "problem",
    says: "can you send someone to fix my washing machine it doesn't spin anymore next week is ok",
    expect: { problem: "washing machine", category: "appliance", urgency: "whenever" },
  },
  {
    asked: "problem",
    says: "the heating hasn't worked for three days and my mother is eighty five",
    expect: { problem: "heating", category: "heating" },
  },
  {
    asked: "problem",
    says: "I've locked myself out at 310 south clark street can somebody come now",
    expect: {
      problem: "locked",
      category: "lock",
      address: "310 south clark street",
      urgency: "emergency",
    },
  },
  {
    asked: "problem",
    says: "a wasp nest under the roof right above the kids window it's urgent",
    expect: { problem: "wasp", category: "pest", urgency: "emergency" },
  },
  {
    asked: "problem",
    says: "hello is this the repair service? our fridge has died",
    expect: { problem: "fridge", category: "appliance" },
  },
  {
    asked: "problem",
    says: "the upstairs neighbour flooded us, ceiling is soaked, seventeen birch avenue",
    expect: { problem: "flooded", category: "water", address: "17 birch avenue" },
  },
  {
    asked: "problem",
    says: "the roof is leaking a little over the attic some time next week would do",
    expect: { problem: "roof", category: "water", urgency: "whenever" },
  },
  {
    asked: "address",
    says: "that's number nineteen king street",
    expect: { address: "19 king street" },
  },
  {
    asked: "address",
    says: "we're on elm street number forty two",
    expect: { address: "elm street 42" },
  },
  {
    asked: "address",
    says: "one oh seven chestnut hill road apartment four c",
    expect: { address: "107 chestnut hill road apartment 4 c" },
  },
  { asked: "address", says: "goethestrasse 12", expect: { address: "goethestrasse 12" } },
  {
    asked: "address",
    says: "um let me think it's 600 lakeshore drive",
    expect: { address: "600 lakeshore drive" },
  },
  { asked: "urgency", says: "well the sooner the better", expect: { urgency: "emergency" } },
  { asked: "urgency", says: "tonight would be great", expect: { urgency: "today" } },
  { asked: "urgency", says: "it doesn't matter really", expect: { urgency: "whenever" } },
  { asked: "urgency", says: "wednesday or thursday", expect: { urgency: "this_week" } },
  { asked: "urgency", says: "right now", expect: { urgency: "emergency" } },
  { asked: "urgency", says: "not today but maybe tomorrow", expect: { urgency: "this_week" } },
  {
    asked: "phone",
    says: "sure it's area code two one two, five five five, oh one oh nine",
    expect: { phone: "+12125550109" },
  },
  { asked: "phone", says: "yes please use the same number", expect: { phone: "+12025550143" } },
  { asked: "phone", says: "(415) 555-0132", expect: { phone: "+14155550132" } },
  {
    asked: "phone",
    says: "one eight hundred five five five oh one double two",
    expect: { phone: "+18005550122" },
  },

  {
    asked: "problem",
    says: "hey so my shower drain is completely clogged and it's starting to smell",
    expect: { problem: "drain", category: "water" },
  },
  {
    asked: "problem",
    says: "the intercom buzzer at 18 prospect place hasn't worked for a week",
    expect: { problem: "intercom", category: "opening", address: "18 prospect place" },
  },
  {
    asked: "problem",
    says: "we've got no heat in here and it's freezing please get someone out here tonight",
    expect: { problem: "heat", category: "heating", urgency: "today" },
  },
  {
    asked: "problem",
    says: "sparks came out of the outlet when i plugged in the kettle",
    expect: { problem: "sparks", category: "electricity" },
  },
  {
    asked: "problem",
    says: "there's a bat in my attic I don't know what to do",
    expect: { problem: "bat" },
  },
  {
    asked: "problem",
    says: "my key snapped off in the lock i'm standing outside 5 quarry lane",
    expect: { problem: "key", category: "lock", address: "5 quarry lane" },
  },
  {
    asked: "problem",
    says: "the oven door won't close, it's not urgent, you can call me on 617 555 0164",
    expect: { problem: "oven", category: "appliance", urgency: "whenever", phone: "+16175550164" },
  },
  {
    asked: "address",
    says: "yes it's four hundred and six fulton street in brooklyn",
    expect: { address: "406 fulton street brooklyn" },
  },
  {
    asked: "address",
    says: "mulberry court 11 second entrance",
    expect: { address: "mulberry court 11" },
  },
  {
    asked: "address",
    says: "so the street is called old mill road and we are number 29",
    expect: { address: "old mill road 29" },
  },
  {
    asked: "urgency",
    says: "i can't wait any longer it has to be now",
    expect: { urgency: "emergency" },
  },
  { asked: "urgency", says: "within the next two days", expect: { urgency: "this_week" } },
  { asked: "urgency", says: "no pressure at all", expect: { urgency: "whenever" } },
  {
    asked: "phone",
    says: "six one seven, five five five, zero one, sixty-four",
    expect: { phone: "+16175550164" },
  },
  { asked: "phone", says: "this is my number you can use it", expect: { phone: "+12025550143" } },

  {
    asked: "problem",
    says: "Hi, this is Mark Olsen from 62 Pine Hollow Road. Our basement is under two inches of water, we need help right away!",
    expect: {
      problem: "water",
      category: "water",
      address: "62 pine hollow road",
      urgency: "emergency",
    },
  },
  {
    asked: "problem",
    says: "i've got ants all over the kitchen counter could somebody come by thursday",
    expect: { problem: "ants", category: "pest", urgency: "this_week" },
  },
  {
    asked: "problem",
    says: "the thermostat shows an error and nothing gets warm",
    expect: { problem: "thermostat", category: "heating" },
  },
  {
    asked: "problem",
    says: "good evening the light in the hallway flickers all the time it's not a big deal it can wait until next week",
    expect: { problem: "light", category: "electricity", urgency: "whenever" },
  },
  {
    asked: "problem",
    says: "the toilet keeps running all night at 8 garden street unit 2",
    expect: { problem: "toilet", category: "water", address: "8 garden street unit 2" },
  },
  {
    asked: "problem",
    says: "my freezer stopped and everything is thawing, we're at twelve bishop's way, I need somebody today",
    expect: {
      problem: "freezer",
      category: "appliance",
      address: "12 bishop's way",
      urgency: "today",
    },
  },
  {
    asked: "address",
    says: "three hundred twenty nine west end avenue",
    expect: { address: "329 west end avenue" },
  },
  {
    asked: "address",
    says: "ok it's the yellow house on 51 orchard road next to the church",
    expect: { address: "51 orchard road" },
  },
  {
    asked: "address",
    says: "schillerstrasse seventeen third floor",
    expect: { address: "schillerstrasse 17" },
  },
  {
    asked: "urgency",
    says: "yesterday would have been good, so as fast as you can",
    expect: { urgency: "emergency" },
  },
  { asked: "urgency", says: "saturday works for me", expect: { urgency: "this_week" } },
  { asked: "urgency", says: "i'm in no rush, really", expect: { urgency: "whenever" } },
  {
    asked: "phone",
    says: "it's three one two, five five five, zero one nine nine",
    expect: { phone: "+13125550199" },
  },
  { asked: "phone", says: "my cell is 646-555-0170", expect: { phone: "+16465550170" } },
];
