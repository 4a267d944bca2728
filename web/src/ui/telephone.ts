import type * as Numbers from "libphonenumber-js/min";
import { useSyncExternalStore } from "react";

type Library = typeof Numbers;

let library: Library | null = null;
let loading: Promise<void> | null = null;
const waiting = new Set<() => void>();

function load(): void {
  loading ??= import("libphonenumber-js/min").then((loaded) => {
    library = loaded;
    for (const tell of waiting) tell();
  });
}

function subscribe(tell: () => void): () => void {
  waiting.add(tell);
  load();
  return () => waiting.delete(tell);
}

export interface Telephone {
  /** `+493012345` → `+49 30 12345`; unchanged until the number plan has loaded. */
  show(e164: string): string;
  /** What has been typed, grouped as its country does. */
  asTyped(text: string): string;
  /** The number in E.164 when it is complete, else null. */
  complete(text: string): string | null;
  /** Two letters of the country once the number names one. */
  country(text: string): string | null;
}

/** The world's number plan is 30 kB, so it arrives after the first screen. */
export function useTelephone(): Telephone {
  const lib = useSyncExternalStore(subscribe, () => library);
  return {
    show: (e164) => lib?.parsePhoneNumberFromString(e164)?.formatInternational() ?? e164,
    asTyped: (text) => (lib === null ? text : new lib.AsYouType().input(text)),
    complete: (text) => {
      const parsed = lib?.parsePhoneNumberFromString(text);
      return parsed?.isPossible() === true ? parsed.number : null;
    },
    country: (text) => {
      if (lib === null) return null;
      const typing = new lib.AsYouType();
      typing.input(text);
      return typing.getCountry() ?? null;
    },
  };
}
