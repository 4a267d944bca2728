import type { Language, SpeechSetup } from "@patchbay/contracts";
import type { DialRules } from "../domain/outbound.ts";

/** A number of ours with all that a call to it needs. */
export interface Route {
  numberId: string;
  organizationId: string;
  organizationName: string;
  language: Language;
  /** What the number asks for: an engine's name, or `auto`. */
  engine: string;
  record: boolean;
  ringMs: number;
  isPlanActive: boolean;
  bot: {
    id: string;
    name: string;
    /** Begins with the disclosure. */
    greeting: string;
    disclosure: string;
    prompt: string;
    voice: string | null;
    speech: SpeechSetup;
  } | null;
}

/** Which numbers are ours, and who may dial what. */
export interface Routing {
  /** By number; of one number or, with null, of all. */
  routes(e164: string | null): Promise<[string, Route][]>;
  dialRules(organizationId: string): Promise<DialRules>;
  /** Whose number this is, as the organization keeps it. null: nobody it knows. */
  contactName(organizationId: string, e164: string): Promise<string | null>;
  refused(sid: string, reason: string, organizationId: string | null): Promise<void>;
}
