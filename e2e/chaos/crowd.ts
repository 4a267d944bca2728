import { visit, type Visit } from "./visit.ts";

export interface Crowd {
  /** Nobody calls any more; resolves with all calls there were once the last is over. */
  leave(): Promise<Visit[]>;
}

/** Keeps so many calls alive beside each other: who hangs up is followed by somebody else. */
export function gather(options: { booth: string; toNumber: string; calls: number }): Crowd {
  const { booth, toNumber, calls } = options;
  const visits: Visit[] = [];
  let leaving = false;
  let next = 0;

  async function line(): Promise<void> {
    while (!leaving) {
      const number = next;
      next += 1;
      visits.push(await visit({ number, booth, toNumber, isLeaving: () => leaving }));
    }
  }

  const lines = Array.from({ length: calls }, line);
  return {
    async leave() {
      leaving = true;
      await Promise.all(lines);
      return visits.toSorted((a, b) => a.number - b.number);
    },
  };
}
