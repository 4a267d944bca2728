/**
 * What callers of one language say, one line each. `/` is a pause inside a phrase, `//` one to think,
 * `///` one to search or to read; how long each is is drawn per item (see `pauses.ts`).
 */
export type Lines = {
  /** Answers to "what has happened?". */
  readonly open: string;
  readonly yesNo: string;
  readonly address: string;
  /** Before and after a dictated number, `#` in its place. */
  readonly digits: string;
  readonly spelling: string;
  readonly murmurs: string;
  /** Take the floor while the bot speaks. */
  readonly bargeIns: string;
  /** Long enough to be interrupted, each 6 s or more. */
  readonly statements: string;
  readonly yesNoQuestions: string;
  readonly spellingQuestion: string;
  /** National numbers, each group as people say it. */
  readonly numbers: string;
  /** Zero to nine, for numbers said digit by digit. */
  readonly digitWords: string;
  /** The bot's answer to a turn it took for finished while the caller had not. */
  readonly noted: string;
};
