import { createHash } from "node:crypto";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { me } from "@patchbay/contracts";
import { AppError } from "../../domain/errors.ts";
import type { Person } from "../../domain/person.ts";
import type { PersonalDesk } from "../../ports/memory.ts";
import { deskOf } from "./desk.ts";
import { createTokenVerifier, type TokenSettings } from "./tokens.ts";

export interface People {
  /** undefined: no valid token, or no active member behind it. Throws `database_away`. */
  verify(token: string): Promise<Person | undefined>;
  /** Reads and writes as this person, under row-level security. */
  deskFor(token: string): PersonalDesk;
}

/** A deactivated member loses access within this time. */
const REMEMBER_MS = 5000;
const REMEMBERED_MOST = 1000;

export function createPeople(
  settings: TokenSettings & { publishableKey: string },
  now: () => number = Date.now,
): People {
  const verifyToken = createTokenVerifier(settings);
  const remembered = new Map<string, { person: Person; until: number }>();

  const clientFor = (token: string): SupabaseClient =>
    createClient(settings.supabaseUrl, settings.publishableKey, {
      auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
      global: {
        headers: { Authorization: `Bearer ${token}` },
        fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(8000) }),
      },
    });

  async function load(token: string): Promise<Person | undefined> {
    const claims = await verifyToken(token);
    if (!claims) return undefined;
    const { data, error } = await clientFor(token).rpc("who_am_i");
    if (error) throw new AppError("database_away", { cause: error });
    const parsed = me.safeParse({ ...(data as object | null), email: claims.email });
    return parsed.success ? { ...parsed.data, expiresAt: claims.expiresAt } : undefined;
  }

  return {
    deskFor: (token) => deskOf(clientFor(token)),
    async verify(token) {
      const key = createHash("sha256").update(token).digest("base64");
      const known = remembered.get(key);
      if (known && known.until > now() && known.person.expiresAt.getTime() > now())
        return known.person;
      remembered.delete(key);
      const person = await load(token);
      if (!person) return undefined;
      if (remembered.size >= REMEMBERED_MOST)
        remembered.delete(remembered.keys().next().value ?? "");
      remembered.set(key, { person, until: now() + REMEMBER_MS });
      return person;
    },
  };
}
