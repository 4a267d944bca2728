import type { Language, ProblemCode } from "@patchbay/contracts";
import { parsePhoneNumberFromString, type PhoneNumber } from "libphonenumber-js/max";

/** Which numbers an organization may call, and from which of its own. Empty lists allow nothing. */
export interface DialRules {
  /** ISO 3166 alpha-2. */
  countries: readonly string[];
  /** libphonenumber's names: FIXED_LINE, MOBILE, FIXED_LINE_OR_MOBILE … */
  numberTypes: readonly string[];
  ringMs: number;
  callerId: { numberId: string; e164: string; language: Language; record: boolean } | null;
}

/**
 * Numbers that summon help. They are short and national, so they are known by their digits
 * whatever prefix stands before them; a call centre without a location must not dial them.
 */
const EMERGENCY = new Set([
  "000",
  "08",
  "100",
  "101",
  "102",
  "103",
  "104",
  "108",
  "110",
  "111",
  "112",
  "113",
  "114",
  "115",
  "117",
  "118",
  "119",
  "120",
  "122",
  "123",
  "133",
  "144",
  "155",
  "156",
  "158",
  "177",
  "190",
  "191",
  "192",
  "193",
  "195",
  "197",
  "199",
  "911",
  "988",
  "995",
  "997",
  "998",
  "999",
]);

/** The ambulance's, dialled behind an area code. */
const AMBULANCE = "19222";

/** An area code and then an emergency number: in Germany that summons help in another town. */
function isHelpElsewhere(number: PhoneNumber): boolean {
  const [, area, subscriber, ...rest] = number.formatInternational().split(" ");
  return (
    area !== undefined &&
    subscriber !== undefined &&
    rest.length === 0 &&
    (EMERGENCY.has(subscriber) || subscriber === AMBULANCE)
  );
}

export type DialCheck = { ok: true; e164: string } | { ok: false; code: ProblemCode };

/** Is this a number that may be dialled? Only the international form is a number here. */
export function checkDial(input: string, rules: DialRules): DialCheck {
  const digits = input.replace(/\D/g, "");
  if (EMERGENCY.has(digits)) return { ok: false, code: "number_emergency" };
  if (!/^\+[\d\s().\-/]{5,40}$/.test(input.trim())) return { ok: false, code: "number_invalid" };
  const number = parsePhoneNumberFromString(input.trim());
  if (number && EMERGENCY.has(number.nationalNumber))
    return { ok: false, code: "number_emergency" };
  if (number && isHelpElsewhere(number)) return { ok: false, code: "number_emergency" };
  if (!number?.isValid()) return { ok: false, code: "number_invalid" };
  const type = number.getType();
  const isAllowed =
    number.country !== undefined &&
    rules.countries.includes(number.country) &&
    type !== undefined &&
    rules.numberTypes.includes(type);
  return isAllowed ? { ok: true, e164: number.number } : { ok: false, code: "number_not_allowed" };
}
