import type { Trunk } from "../slots/e164.ts";
import type { Category, SlotName, Urgency } from "../types.ts";

/** First asking, after a misunderstanding, and in other words. */
export type Asking = readonly [first: string, again: string, rephrased: string];

/** Everything the bot says in one language. */
export type Texts = {
  greeting: (organization: string) => string;
  /** Said before anything else; `recorded` calls say so. */
  disclosure: (recorded: boolean) => string;
  /** A fault on our side; the call ends after it. */
  apology: string;
  menu: (organization: string) => string;
  voicemail: string;
  goodbye: string;
  handoverHold: string;
  stillTrying: string;
  callbackNoted: (phone: string) => string;
  callbackWithoutNumber: string;
  nobodyFree: string;

  ask: Readonly<Record<SlotName, Asking>>;
  askHouseNumber: string;
  askOwnNumber: (ending: string) => string;
  askForChange: string;
  askReference: string;
  anythingElse: string;
  noted: readonly string[];
  sorry: readonly [string, string];
  phoneIncomplete: string;
  goOn: string;
  takeYourTime: string;
  stillThere: string;
  oneMoment: string;
  silentGoodbye: string;
  partingNoted: string;
  offerHuman: string;
  carryOn: string;
  robot: string;
  price: string;
  arrival: string;
  recording: string;
  saveFailed: string;
  lookupFailed: string;
  resumedAfterCrash: string;
  resumedAfterHandBack: string;
  safety: Partial<Readonly<Record<Category, string>>>;

  summary: (said: { problem: string; address: string; urgency: string; phone: string }) => string;
  urgency: Readonly<Record<Urgency, string>>;
  saved: (reference: string) => string;
  requestStatus: (reference: string, status: string) => string;
  notFound: string;
  /** How the country's people write a number, so that a voice reads it well. */
  trunk: Trunk;
};
