import type { Slots, Urgency } from "../types.ts";

/** One caller sentence, the question that was open, and every field it must yield. */
export type Sample = {
  asked: "problem" | "address" | "urgency" | "phone" | "confirm";
  says: string;
  /** `problem` is a word the noted problem must contain; a field not named must not be filled. */
  expect: {
    problem?: string;
    category?: string;
    address?: string;
    urgency?: Urgency;
    phone?: string;
  };
  given?: Slots;
};
