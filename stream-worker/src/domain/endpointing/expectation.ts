import type { Expectation, Language } from "@patchbay/contracts";
import { sentenceEnds } from "../sentence-ends.ts";
import { endAt, find, findAll, overlap, type Phrase } from "../speech/phrases.ts";
import { type Word, words } from "../speech/words.ts";
import { ASKING } from "./asking/all.ts";
import type { Asking } from "./asking/types.ts";

/** The question is among the last sentences: "Which number? You can also key it in." */
const SENTENCES_BACK = 3;
/** Longer than any question; a long reply's beginning says nothing about its end. */
const LAST_CHARS = 600;
/** "Your telephone number?" asks for the number, "Is it your own telephone number?" does not. */
const NOUN_QUESTION_WORDS = 4;
const GO_ON_WORDS = 4;

/** What the caller was asked before, and whether what was said now was cut off. */
export type Asked = { readonly expectation: Expectation; readonly cut: boolean };

/**
 * What kind of answer the bot's last words (as heard by the caller) ask for. "Say that again" and
 * "take your time" leave the question that was `before`, and so does a reply that was cut before it
 * asked anything. Other text without a question is `open`, because people then tell what they like.
 */
export function expectationOf(
  text: string,
  language: Language,
  before: Asked = { expectation: "open", cut: false },
): Expectation {
  for (const sentence of lastSentences(text, language)) {
    const asked = askedBy(sentence, ASKING[language]);
    if (asked === "again") return before.expectation;
    if (asked !== undefined) return asked;
  }
  if (!before.cut) return "open";
  // "Which number can we": cut off, and understood.
  const [last = ""] = lastSentences(text, language);
  const asking = ASKING[language];
  return topicOf(words(last, asking.locale), asking) ?? before.expectation;
}

/** The newest first. */
function lastSentences(text: string, language: Language): string[] {
  const tail = `${text.trim().slice(-LAST_CHARS)} `;
  let from = 0;
  const found: string[] = [];
  for (const end of [...sentenceEnds(tail, language), tail.length]) {
    const sentence = tail.slice(from, end).trim();
    if (sentence !== "") found.push(sentence);
    from = end;
  }
  return found.slice(-SENTENCES_BACK).toReversed();
}

function askedBy(sentence: string, asking: Asking): Expectation | "again" | undefined {
  const said = words(sentence, asking.locale);
  const has = (wanted: readonly Phrase[]): boolean => find(said, wanted) !== undefined;
  const isQuestion = /\?[\s"'»“”)]*$/u.test(sentence);
  const isRequest = has(asking.requests);
  const topic = topicOf(said, asking);
  if (isQuestion && said.length <= GO_ON_WORDS && has(asking.goOn)) return "digits";
  if (has(asking.again) && topic === undefined) return "again";
  if (has(asking.keying) && topic !== "address") return "digits";
  if (!isQuestion && !isRequest) return has(asking.example) ? topic : undefined;
  if (isRequest && !(isQuestion && isSoft(said, asking))) return topic ?? "open";
  if (has(asking.more)) return "open";
  const choice = leavesChoice(said, asking);
  if (asksForWord(said, asking)) return choice ? "open" : (topic ?? "open");
  if (choice) return "open";
  const isNoun = said.length <= NOUN_QUESTION_WORDS && !has(asking.yesNo);
  return isNoun && topic !== undefined ? topic : "yes_no";
}

/** "Tell me, is it leaking?": behind the polite opening stands a yes/no question. */
function isSoft(said: readonly Word[], asking: Asking): boolean {
  const end = endAt(said, asking.softly, 0);
  if (end < 0 || !said[end]?.gap.includes(",")) return false;
  const rest = said.slice(end);
  return topicOf(rest, asking) === undefined && !asksForWord(rest, asking);
}

function asksForWord(said: readonly Word[], asking: Asking): boolean {
  if (asking.questionAnywhere) return find(said, asking.question) !== undefined;
  let kind: "word" | "yes_no" | undefined;
  for (let index = 0; index < said.length; index += 1) {
    if (index > 0 && !/[,;:–—-]/u.test(said[index]?.gap ?? "")) continue;
    const first = afterLeads(said, index, asking);
    if (endAt(said, asking.question, first) > 0) kind = "word";
    // "When you open the tap, does it drip?": the last clause decides.
    else if (kind !== undefined && endAt(said, asking.yesNo, first) > 0) kind = "yes_no";
  }
  return kind === "word";
}

function afterLeads(said: readonly Word[], index: number, asking: Asking): number {
  let first = index;
  for (let next = first; next > 0 || first === index; first = next) {
    next = endAt(said, asking.leads, first);
    if (next < 0) break;
  }
  return first;
}

/** "Today or tomorrow?", "bugün mü, yarın mı?"; not "…, oder?" at the end. */
function leavesChoice(said: readonly Word[], asking: Asking): boolean {
  if (find(said.slice(0, -1), asking.or) !== undefined) return true;
  return asking.locale === "tr-TR" && findAll(said, asking.yesNo).length > 1;
}

/** What is asked for; the house number is part of an address and no number of its own. */
function topicOf(said: readonly Word[], asking: Asking): Expectation | undefined {
  const asked = (wanted: readonly Phrase[]) =>
    findAll(said, wanted).filter(
      ({ from }) => from === 0 || endAt(said, asking.known, from - 1) !== from,
    );
  if (asked(asking.spelling).length > 0) return "spelling";
  const address = asked(asking.address);
  if (address.length > 0) return "address";
  const digits = asked(asking.digits).filter((one) => !address.some((two) => overlap(one, two)));
  return digits.length > 0 ? "digits" : undefined;
}
