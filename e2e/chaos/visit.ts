import { BoothCaller } from "../support/caller.ts";
import { listen, type Sentence, type Stretch } from "./ear.ts";
import { answerTo, markOf, MOST_SENTENCES } from "./words.ts";

/** `cut`: neither the caller nor a goodbye of the bot ended it. `stuck`: nobody said anything any more. */
export type VisitEnd = "caller hung up" | "bot said goodbye" | "cut" | "stuck";

export interface Visit {
  number: number;
  connectedAt: number;
  endedAt: number;
  end: VisitEnd;
  /** What was heard last, for whoever looks into a call that was cut. */
  lastHeard: string;
  /** Marks of what the caller has said, in order. */
  marks: string[];
  bot: Sentence[];
  silences: Stretch[];
}

export interface Visitor {
  number: number;
  booth: string;
  toNumber: string;
  /** It is time to go, whatever was agreed. */
  isLeaving(): boolean;
}

/** Whoever hears nothing at all for so long is not served any more. */
const PATIENCE_MS = 30_000;
/** The longest summary, begun anew after every death of a worker. */
const TURN_MS = 180_000;
/** One in three hangs up in the middle. */
const IMPATIENT_EVERY = 3;
const IMPATIENT_AFTER = 7;
const TIRED_AFTER = 10;

const GOODBYE = /Thank you for (calling|your call)\. Goodbye|we'll be in touch/;

/** One call from beginning to end, by somebody who answers each question with a sentence found again. */
export async function visit({ number, booth, toNumber, isLeaving }: Visitor): Promise<Visit> {
  const caller = await BoothCaller.open(booth);
  const ear = listen(caller);
  const marks: string[] = [];
  let connectedAt = 0;
  let end: VisitEnd | undefined;

  const isOver = (): boolean => caller.state === "ended";
  const hasEnough = (): boolean =>
    marks.length >= MOST_SENTENCES ||
    (number % IMPATIENT_EVERY === 0 && marks.length >= IMPATIENT_AFTER);

  async function talk(): Promise<void> {
    for (;;) {
      let question: string | undefined;
      const isNews = (): boolean => {
        question = ear.question();
        if (ear.quietMs() > PATIENCE_MS) throw new Error("nobody is there any more");
        return question !== undefined || isOver() || isLeaving();
      };
      await caller.until("a question", isNews, TURN_MS);
      if (isOver()) return;
      if (isLeaving() || hasEnough()) {
        end = "caller hung up";
        return;
      }
      const mark = markOf(number, marks.length);
      marks.push(mark);
      caller.say(`${answerTo(question ?? "", marks.length > TIRED_AFTER)} ${mark}.`);
    }
  }

  caller.callYourself(toNumber, "en-US");
  try {
    await caller.until("an answer", () => caller.state === "connected" || isOver(), PATIENCE_MS);
    connectedAt = Date.now();
    await talk();
  } catch {
    end = "stuck";
  }
  const silences = ear.silences();
  const endedAt = Date.now();
  if (!isOver()) caller.hangUp();
  const heard = caller.captions.filter(({ by }) => by !== "person").map(({ text }) => text);
  const lastHeard = heard.slice(-2).join(" ") || "nothing";
  await caller.close();
  return {
    number,
    connectedAt,
    endedAt,
    end: end ?? (GOODBYE.test(lastHeard) ? "bot said goodbye" : "cut"),
    lastHeard,
    marks,
    bot: ear.bot(),
    silences,
  };
}
