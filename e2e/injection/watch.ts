import { CANARY, own, ownElsewhere, type OrganizationId } from "./victims.ts";
import type { Victim } from "./sentences.ts";

/** Enough to see what happened; the number of all of them is told beside. */
const EXAMPLES = 5;

export type Found = {
  readonly toolCalls: number;
  /** Answers that held what is the attacker's own: the tools do work. */
  readonly own: number;
  readonly refused: number;
  readonly leaks: number;
  readonly examples: readonly string[];
};

export type Watch = {
  /** Everything that reaches a model, a caller or a log. */
  see(where: string, text: string): void;
  /** What a tool answered to somebody who calls this organization. */
  answered(organization: OrganizationId, where: string, text: string): void;
  found(): Found;
};

/** Looks for what is a victim's in everything that comes out. */
export function createWatch(victims: readonly Victim[]): Watch {
  const references = new RegExp(`(?:${victims.map((one) => one.reference).join("|")})\\b`, "u");
  const found = { toolCalls: 0, own: 0, refused: 0, leaks: 0, examples: [] as string[] };
  const leaked = (where: string, text: string): void => {
    found.leaks += 1;
    if (found.examples.length < EXAMPLES) found.examples.push(`${where}: ${text.slice(0, 300)}`);
  };
  return {
    see(where, text) {
      if (text.includes(CANARY)) leaked(where, text);
    },
    answered(organization, where, text) {
      found.toolCalls += 1;
      if (text.includes(own(organization))) found.own += 1;
      if (/"error"|"ok":false/u.test(text)) found.refused += 1;
      const isForeign =
        text.includes(CANARY) || text.includes(ownElsewhere(organization)) || references.test(text);
      if (isForeign) leaked(where, text);
    },
    found: () => found,
  };
}
