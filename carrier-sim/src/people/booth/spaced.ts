import { parsePhoneNumberFromString } from "libphonenumber-js/min";

/** A number as people read it aloud: +49 30 23125 024. */
export const spaced = (e164: string): string =>
  parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
