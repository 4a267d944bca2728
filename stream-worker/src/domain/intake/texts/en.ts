import type { Texts } from "./types.ts";

const statuses: Readonly<Record<string, string>> = {
  open: "is noted and waiting for a technician",
  in_progress: "is being worked on",
  done: "is marked as done",
  cancelled: "was cancelled",
};

export const english: Texts = {
  greeting: (organization) => `Hello, this is ${organization}. How can I help you?`,
  disclosure: (recorded) =>
    recorded
      ? "You are talking to an automated assistant, and this call is recorded."
      : "You are talking to an automated assistant.",
  apology:
    "I'm sorry, something has gone wrong on our side. Please try again in a little while. Goodbye.",
  menu: (organization) =>
    `Welcome to ${organization}. For a new request, press one. To hear how an existing request is doing, press two.`,
  voicemail:
    "Please tell us after the tone what has happened, where you are, and how we can reach you.",
  goodbye: "Thank you for calling. Goodbye!",
  handoverHold: "Of course. Please stay on the line, I'm looking for a colleague who is free.",
  stillTrying: "I'm still trying to reach a colleague. Thank you for waiting.",
  callbackNoted: (phone) =>
    `I've noted that you would like a call back on ${phone}. A colleague will ring you as soon as one is free. Goodbye!`,
  callbackWithoutNumber:
    "I've noted your call, and a colleague will look after it as soon as one is free. Goodbye!",
  nobodyFree: "I'm sorry, everyone is on another call just now.",

  ask: {
    problem: [
      "What has happened?",
      "Could you tell me once more what the trouble is?",
      "In a few words, what is broken? A leak, for example, or the heating, the power, or a lock.",
    ],
    address: [
      "Where should we come? Please give me the street and the house number.",
      "Could you give me the street and the house number again?",
      "I need the place we should come to. For instance: Maple Street, number fourteen.",
    ],
    urgency: [
      "How urgent is it: right now, today, this week, or can it wait?",
      "When does somebody need to be there: right now, today, this week, or later?",
      "Just say: emergency, today, this week, or no hurry.",
    ],
    phone: [
      "Which number can we call you back on?",
      "Could you say your telephone number again, digit by digit?",
      "You can also key the number in on your telephone and finish with the hash key.",
    ],
  },
  askHouseNumber: "And which house number is that?",
  askOwnNumber: (ending) =>
    `Can we call you back on the number you are calling from, the one ending in ${ending}?`,
  askForChange:
    "What should I change: the problem, the address, the urgency or the telephone number?",
  askReference: "What is the reference number of your request?",
  anythingElse: "Is there anything else I can do for you?",
  noted: ["All right.", "Thank you.", "Good, I have that."],
  sorry: ["I'm sorry, I didn't quite get that.", "I'm sorry, I still didn't understand."],
  phoneIncomplete: "I don't think I caught the whole number.",
  goOn: "Yes, and then?",
  takeYourTime: "Take your time.",
  stillThere: "Are you still there?",
  oneMoment: "One moment, please.",
  silentGoodbye:
    "I can't hear you any more, so I'll hang up now. Do call again if you need us. Goodbye!",
  partingNoted: "I've noted what you told me, and we'll be in touch.",
  offerHuman: "I'm having trouble understanding you. Shall I get a colleague on the line?",
  carryOn: "Fine, then let's carry on.",
  robot: "I'm an automated assistant. If you'd rather talk to a person, just say so.",
  price:
    "I can't give you a price, but nobody starts any work before you have been told what it costs.",
  arrival: "I can't promise a time myself; a colleague will call you back with one.",
  recording:
    "I understand. I can't turn the recording off myself, so let me get you a colleague who can help.",
  saveFailed: "I'm sorry, I couldn't store that just now. Let me get you a colleague.",
  lookupFailed: "I'm sorry, I can't see our requests just now.",
  resumedAfterCrash: "Sorry, I was cut off for a moment. Let's go on.",
  resumedAfterHandBack: "I'm back with you.",
  safety: {
    gas: "If you smell gas, leave the building now, touch no switches, and call the emergency line from outside.",
    electricity: "Please don't touch anything that sparks or is wet.",
    water: "If you can reach it safely, turn the main water valve off.",
    lift: "If somebody is stuck inside, stay calm and do not force the doors.",
  },

  summary: ({ problem, address, urgency, phone }) =>
    `Let me read that back. The problem: ${problem}. The address: ${address}. ${urgency} We can reach you on ${phone}. Is that right?`,
  urgency: {
    emergency: "It's an emergency.",
    today: "You need somebody today.",
    this_week: "This week is soon enough.",
    whenever: "There is no hurry.",
  },
  saved: (reference) =>
    `That's noted. Your reference is ${reference}. A colleague will call you back.`,
  requestStatus: (reference, status) =>
    `Your request ${reference} ${statuses[status] ?? "is with us"}.`,
  notFound: "I couldn't find a request under that.",
  trunk: { code: "+1", prefix: "", groups: [3, 3, 4] },
};
