/** A sentence the recogniser finished and an open socket took: what the application cannot say it never got. */
export interface HandedWords {
  at: number;
  callSid: string;
  text: string;
}

export interface HandedWordsLog {
  add(callSid: string, text: string): void;
  /** Oldest first. */
  list(): readonly HandedWords[];
}

const MOST = 5000;

/** The newest 5,000; for trials that ask afterwards what became of each. */
export function createHandedWords(): HandedWordsLog {
  const kept: HandedWords[] = [];
  return {
    add(callSid, text) {
      kept.push({ at: Date.now(), callSid, text });
      if (kept.length > MOST) kept.shift();
    },
    list: () => kept,
  };
}
