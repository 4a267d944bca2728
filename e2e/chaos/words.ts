/** Words that no question of the bot is about and that every voice says clearly. */
const NOUNS =
  "otter plum heron amber badger velvet falcon copper lynx saffron magpie ivory beaver walnut puffin coral weasel pepper gannet ochre marten quartz jackdaw indigo".split(
    " ",
  );

function noun(at: number): string {
  return NOUNS[at % NOUNS.length] ?? "";
}

/** The most sentences one visitor can say. */
export const MOST_SENTENCES = NOUNS.length;

/** Three words by which a sentence is found again wherever it was stored; one for each sentence of a run. */
export function markOf(visitor: number, sentence: number): string {
  return `${noun(Math.floor(visitor / NOUNS.length))} ${noun(visitor)} ${noun(sentence)}`;
}

/** First match wins: what a bot says may end with the question it asked before. */
const ANSWERS: readonly [RegExp, string][] = [
  [/Is that right\?$/, "No."],
  [/What should I change/, "The urgency."],
  [/anything else/i, "No, thank you."],
  [/Shall I get a colleague/, "No."],
  [/still (there|on the line)\?$/, "Yes, I am here."],
  [/which house number/, "Fourteen."],
  [/street and the house number|place we should come to/, "Maple Street fourteen."],
  [/How urgent|When does somebody|emergency, today/, "Today, please."],
  [/call you back on|telephone number|key the number in/, "Yes, please."],
  [/./, "The heating in my flat is cold."],
];

/** What somebody with a cold flat says to it; `isTired`: they agree to everything, so that it ends. */
export function answerTo(question: string, isTired: boolean): string {
  if (isTired && question.endsWith("Is that right?")) return "Yes, that is right.";
  return ANSWERS.find(([asked]) => asked.test(question))?.[1] ?? "Yes.";
}
