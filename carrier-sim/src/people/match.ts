import { type Answer, type Manners, type Topic, TOPICS } from "./persona-data.ts";

/** What a persona makes of the words told to it. */
export interface Understood {
  /** Index into the persona's own answers. */
  answer: number | undefined;
  /** A topic of the language; undefined together with `answer`: nothing was understood. */
  topic: Topic | undefined;
}

/** These are about facts, and a statement may name them without asking: "we will call your number". */
const ASKED_ONLY: ReadonlySet<Topic> = new Set<Topic>([
  "callback",
  "address",
  "urgency",
  "name",
  "problem",
  "repeat",
]);
/** "Please hold, a colleague is coming" asks nothing, whatever its "please". */
const QUESTION_ONLY: ReadonlySet<Topic> = new Set<Topic>(["human"]);
type Mood = "question" | "request" | "statement";

/**
 * Finds what to answer: people answer the last question put to them, and only without one the last
 * statement that means something to them. `least` is `request` when a statement is to be taken for one.
 */
export function understand(
  text: string,
  answers: readonly Answer[],
  manners: Manners,
  least: Mood = "statement",
): Understood {
  const sentences = sentencesOf(text).toReversed();
  const questions = sentences.filter((sentence) => sentence.includes("?"));
  const statements = sentences.filter((sentence) => !sentence.includes("?"));
  for (const sentence of questions) {
    const found = inSentence(fold(sentence), answers, manners, "question");
    if (found !== undefined) return found;
  }
  for (const sentence of statements) {
    const folded = fold(sentence);
    const found = inSentence(
      folded,
      answers,
      manners,
      has(folded, manners.asks) ? "request" : least,
    );
    if (found !== undefined) return found;
  }
  return { answer: undefined, topic: undefined };
}

function inSentence(
  folded: string,
  answers: readonly Answer[],
  manners: Manners,
  mood: Mood,
): Understood | undefined {
  if (mood !== "statement") {
    const own = answers.findIndex(({ when }) => typeof when !== "string" && has(folded, when));
    if (own !== -1) return { answer: own, topic: undefined };
  }
  const topic = TOPICS.find((name) => fits(name, mood) && has(folded, manners.topics[name]));
  if (topic === undefined) return undefined;
  const answer = answers.findIndex(({ when }) => when === topic);
  return { answer: answer === -1 ? undefined : answer, topic };
}

/** Whether a text wants an answer at all. */
export function isAsking(text: string, manners: Manners): boolean {
  return text.includes("?") || has(fold(text), manners.asks);
}

function fits(topic: Topic, mood: Mood): boolean {
  if (mood === "question") return true;
  return !QUESTION_ONLY.has(topic) && (mood === "request" || !ASKED_ONLY.has(topic));
}

function has(folded: string, beginnings: readonly string[]): boolean {
  return beginnings.some((beginning) => folded.includes(needleOf(beginning)));
}

/** A beginning of a word, or with a blank at its end the whole word. */
function needleOf(beginning: string): string {
  let needle = needles.get(beginning);
  if (needle === undefined) {
    needle = beginning.endsWith(" ") ? fold(beginning) : fold(beginning).trimEnd();
    needles.set(beginning, needle);
  }
  return needle;
}

/** Bounded by the data files: only their words come here. */
const needles = new Map<string, string>();

/** Lower case without accents and punctuation, words parted and enclosed by single blanks; Turkish dotless i is an i. */
export function fold(text: string): string {
  const plain = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}'’]/gu, "")
    .replace(/ı/gu, "i")
    .replace(/ß/gu, "ss")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return ` ${plain} `;
}

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

function sentencesOf(text: string): string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}
