const E164 = /^\+[1-9]\d{4,14}$/;

/**
 * What the carrier gives as the number of somebody who withholds theirs: the words ANONYMOUS,
 * RESTRICTED, BLOCKED, UNKNOWN and UNAVAILABLE, typed on a telephone's keys. They look like
 * numbers, and everybody who withholds theirs would have the same.
 */
const WORDS = new Set(["+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"]);

/** The caller's number in E.164, or "anonymous" where there is none that is theirs. */
export const callerNumberOf = (from: string): string =>
  E164.test(from) && !WORDS.has(from) ? from : "anonymous";
