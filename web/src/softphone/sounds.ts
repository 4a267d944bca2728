/**
 * Without local files the voice client fetches its sounds from its vendor and, where that cannot
 * be reached, waits two seconds before it reports a call.
 */
const names = [
  "disconnect",
  "dtmf0",
  "dtmf1",
  "dtmf2",
  "dtmf3",
  "dtmf4",
  "dtmf5",
  "dtmf6",
  "dtmf7",
  "dtmf8",
  "dtmf9",
  "dtmfs",
  "dtmfh",
  "incoming",
  "outgoing",
] as const;

export const sounds: Record<(typeof names)[number], string> = Object.fromEntries(
  names.map((name) => [name, `/sounds/${name}.wav`]),
) as Record<(typeof names)[number], string>;
