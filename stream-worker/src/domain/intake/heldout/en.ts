import type { Sample } from "./types.ts";

const noted = {
  problem: "the radiator hisses",
  category: "heating",
  address: "14 Maple Street",
  urgency: "emergency",
  phone: "+12025550100",
} as const;

/** Written before the lexicon was tuned; no persona says any of these. */
export const heldOut: readonly Sample[] = [
  {
    asked: "problem",
    says: "hi um there's water coming through the ceiling in my bathroom I'm at 14 maple street and it's pretty urgent",
    expect: {
      problem: "ceiling",
      category: "water",
      address: "14 maple street",
      urgency: "emergency",
    },
  },
  {
    asked: "problem",
    says: "Good morning. My boiler won't turn on and we've got no hot water. Somebody should come today, please.",
    expect: { problem: "boiler", category: "heating", urgency: "today" },
  },
  {
    asked: "problem",
    says: "the front door lock is jammed and I can't get out of my flat",
    expect: { problem: "lock", category: "lock" },
  },
  {
    asked: "problem",
    says: "yeah hello the elevator in our building has been stuck since monday, it's 220 harbor road",
    expect: { problem: "elevator", category: "lift", address: "220 harbor road" },
  },
  {
    asked: "problem",
    says: "I need someone to look at a dripping tap no rush though",
    expect: { problem: "tap", category: "water", urgency: "whenever" },
  },
  {
    asked: "problem",
    says: "half the sockets in the kitchen are dead, twenty seven king's avenue, my number is 202 555 0187",
    expect: {
      problem: "sockets",
      category: "electricity",
      address: "27 king's avenue",
      phone: "+12025550187",
    },
  },
  {
    asked: "problem",
    says: "toilet is blocked and it's overflowing right now",
    expect: { problem: "toilet", category: "water", urgency: "emergency" },
  },
  {
    asked: "problem",
    says: "we have mice in the basement, could you send somebody this week",
    expect: { problem: "mice", category: "pest", urgency: "this_week" },
  },
  {
    asked: "problem",
    says: "calling about the dishwasher it leaks every time we run it",
    expect: { problem: "dishwasher", category: "appliance" },
  },
  {
    asked: "problem",
    says: "A window pane broke in the storm last night at 9 Elm Court, apartment 3b.",
    expect: { problem: "window", category: "opening", address: "9 elm court apartment 3b" },
  },
  {
    asked: "problem",
    says: "it smells strongly of gas in the stairwell come immediately",
    expect: { problem: "gas", category: "gas", urgency: "emergency" },
  },
  {
    asked: "problem",
    says: "the radiator in the nursery stays cold even though everything else is warm",
    expect: { problem: "radiator", category: "heating" },
  },
  {
    asked: "problem",
    says: "my garage door doesn't close any more, tomorrow would be fine",
    expect: { problem: "garage door", category: "opening", urgency: "this_week" },
  },
  {
    asked: "problem",
    says: "there's black mold spreading behind the wardrobe in the bedroom",
    expect: { problem: "mold", category: "mould" },
  },
  {
    asked: "problem",
    says: "the circuit breaker keeps tripping whenever I switch the oven on",
    expect: { problem: "breaker", category: "electricity" },
  },
  {
    asked: "problem",
    says: "sewage is backing up into the shower at lindenallee 14 please hurry",
    expect: {
      problem: "sewage",
      category: "water",
      address: "lindenallee 14",
      urgency: "emergency",
    },
  },
  {
    asked: "address",
    says: "it's 1402 north park drive",
    expect: { address: "1402 north park drive" },
  },
  {
    asked: "address",
    says: "one hundred and twelve washington boulevard second floor",
    expect: { address: "112 washington boulevard second floor" },
  },
  { asked: "address", says: "I live at five oak lane", expect: { address: "5 oak lane" } },
  {
    asked: "address",
    says: "sure that would be rosenweg 3 in hamburg",
    expect: { address: "rosenweg 3 hamburg" },
  },
  {
    asked: "address",
    says: "two twenty one baker street flat b",
    expect: { address: "221 baker street flat b" },
  },
  { asked: "address", says: "8 Broadway.", expect: { address: "8 broadway" } },
  {
    asked: "address",
    says: "the address is 77 saint james place unit twelve",
    expect: { address: "77 saint james place unit 12" },
  },
  {
    asked: "address",
    says: "thirty-three sunset terrace and call me back on 202-555-0119",
    expect: { address: "33 sunset terrace", phone: "+12025550119" },
  },
  {
    asked: "urgency",
    says: "oh it can wait, whenever you have somebody free",
    expect: { urgency: "whenever" },
  },
  { asked: "urgency", says: "as soon as possible please", expect: { urgency: "emergency" } },
  { asked: "urgency", says: "preferably before friday", expect: { urgency: "this_week" } },
  { asked: "urgency", says: "this afternoon if you can", expect: { urgency: "today" } },
  {
    asked: "urgency",
    says: "no it's not an emergency, sometime in the next few days",
    expect: { urgency: "this_week" },
  },
  { asked: "urgency", says: "Honestly, it's an emergency.", expect: { urgency: "emergency" } },
  {
    asked: "phone",
    says: "two oh two five five five oh one four six",
    expect: { phone: "+12025550146" },
  },
  { asked: "phone", says: "you can reach me on this number", expect: { phone: "+12025550143" } },
  {
    asked: "phone",
    says: "area code 202 then five five five zero one double nine",
    expect: { phone: "+12025550199" },
  },
  { asked: "phone", says: "the one I'm calling from is fine", expect: { phone: "+12025550143" } },
  {
    asked: "phone",
    says: "plus four nine one seven six oh four oh six nine oh one two",
    expect: { phone: "+4917604069012" },
  },
  {
    asked: "phone",
    says: "nine one seven five five five twenty-one seventy-eight",
    expect: { phone: "+19175552178" },
  },
  {
    asked: "phone",
    says: "202 555 01 33 and it's kind of urgent by the way",
    expect: { phone: "+12025550133", urgency: "emergency" },
  },
  {
    asked: "confirm",
    given: noted,
    says: "no, it's number 16 not 14",
    expect: { ...noted, problem: "radiator", address: "16 maple street" },
  },
  {
    asked: "confirm",
    given: noted,
    says: "the phone number is wrong it should be 202 555 0171",
    expect: { ...noted, problem: "radiator", phone: "+12025550171" },
  },
  {
    asked: "confirm",
    given: noted,
    says: "almost, but it's not an emergency, this week is enough",
    expect: { ...noted, problem: "radiator", urgency: "this_week" },
  },
];
