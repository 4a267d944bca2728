import { find, type Span } from "../speech/phrases.ts";
import { joinSpelled } from "../spelling/spelled.ts";
import { words } from "../speech/words.ts";
import { LEXICONS, PLACES } from "./lexicon/all.ts";
import type { Intent, Lexicon } from "./lexicon/types.ts";
import { findAddress } from "./slots/address.ts";
import { correctHouse } from "./slots/correction.ts";
import { toE164 } from "./slots/e164.ts";
import { findIntents } from "./slots/intent.ts";
import { findDigits, findOwnNumber, LEAST_DIGITS, type SaidDigits } from "./slots/phone.ts";
import { findProblem, isGreeting, isTelling } from "./slots/problem.ts";
import { findUrgency } from "./slots/urgency.ts";
import { type Answer, findAnswer } from "./slots/yes-no.ts";
import type { Language, SlotName, Slots } from "./types.ts";

/** What the caller is being asked, and what is already known. */
export type Context = {
  language: Language;
  asked?: SlotName;
  /** Only a correction may replace what was noted. */
  correcting: boolean;
  slots: Slots;
  callerNumber?: string;
};

/** Everything one utterance says to the intake. */
export type Understood = {
  readonly slots: Slots;
  readonly answer?: Answer;
  readonly intents: readonly Intent[];
  /** The caller says that something noted is wrong. */
  readonly wrong: boolean;
  /** Slots named without a value: "the address is wrong". */
  readonly named: readonly SlotName[];
  /** Digits said that make no whole number yet. */
  readonly digits?: string;
  /** The caller means their own number, but it is hidden. */
  readonly ownNumber: boolean;
  readonly words: number;
  /** Nothing but "hello" and hesitation. */
  readonly greeting: boolean;
  /** Two words or more that say something. */
  readonly telling: boolean;
};

/** Reads one utterance; never throws, whatever the text. */
export function understand(heard: string, context: Context): Understood {
  const lexicon = LEXICONS[context.language];
  const utterance = context.asked === "address" ? joinSpelled(heard, context.language) : heard;
  const said = words(utterance, lexicon.locale);
  const place = { said, places: PLACES[context.language], numbers: lexicon.numbers };
  const address = findAddress(place, context.asked === "address");
  const taken: Span[] = address ? [address] : [];
  const digits = findDigits(said, lexicon, taken, context.asked === "phone" ? 2 : LEAST_DIGITS);
  if (digits) taken.push(digits);
  const own = digits ? undefined : findOwnNumber(said, lexicon);
  if (own) taken.push(own);
  const urgency = findUrgency(said, lexicon, taken);
  taken.push(...(urgency?.spans ?? []));
  const phone = phoneOf(digits, own, context);
  const house =
    !address && expectsHouse(context) && context.slots.address !== undefined
      ? correctHouse(context.slots.address, said, lexicon)
      : undefined;
  const newAddress = address?.text ?? house;
  const problem = findProblem(utterance, said, lexicon, taken, context.asked === "problem");
  const wantsProblem =
    problem &&
    problemWanted(
      context,
      said.length,
      find(said, lexicon.wrong) !== undefined,
      newAddress ?? phone,
    );
  const answer = findAnswer(said, lexicon);
  return {
    slots: {
      ...(wantsProblem && { problem: problem.text, category: problem.category }),
      ...(newAddress !== undefined && { address: newAddress }),
      ...(urgency && { urgency: urgency.urgency }),
      ...(phone !== undefined && { phone }),
    },
    ...(answer && { answer }),
    intents: findIntents(said, lexicon),
    wrong: find(said, lexicon.wrong) !== undefined,
    named: namedSlots(said, lexicon),
    ...(digits && phone === undefined && { digits: digits.digits }),
    ownNumber: own !== undefined,
    words: said.length,
    greeting: isGreeting(said, lexicon),
    telling: isTelling(said, { from: 0, to: said.length }, lexicon),
  };
}

/** A street without its number is completed by a number alone. */
function expectsHouse({ correcting, asked, slots }: Context): boolean {
  return correcting || (asked === "address" && slots.address !== undefined);
}

/** A known problem is replaced only by a correction that speaks of nothing else. */
function problemWanted(
  context: Context,
  length: number,
  wrong: boolean,
  other: string | undefined,
): boolean {
  if (context.slots.problem === undefined) return true;
  return context.correcting && other === undefined && length > 2 && wrong;
}

function phoneOf(
  digits: SaidDigits | undefined,
  own: Span | undefined,
  { language, callerNumber }: Context,
): string | undefined {
  if (digits) return toE164(digits.digits, language, callerNumber);
  return own ? callerNumber : undefined;
}

function namedSlots(said: ReturnType<typeof words>, lexicon: Lexicon): SlotName[] {
  return lexicon.slotNames.filter(([, wanted]) => find(said, wanted)).map(([name]) => name);
}
