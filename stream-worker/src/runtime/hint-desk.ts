import type { Language } from "@patchbay/contracts";
import type { StoredFinal } from "./transcript.ts";

/** Raises hints from what the caller says, beside the conversation and never in its way. */
export type HintDesk = {
  known(language: Language, shown: number): void;
  heard(final: StoredFinal): void;
  close(): void;
};

export function silentHintDesk(): HintDesk {
  return { known() {}, heard() {}, close() {} };
}
