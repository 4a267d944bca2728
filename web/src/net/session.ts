import { GoTrueClient } from "@supabase/auth-js";
import type { ConsoleConfig } from "@patchbay/contracts";

export interface Session {
  /** The access token as it is now; null when signed out. Refreshed before it runs out. */
  token(): Promise<string | null>;
  signedIn(): boolean;
  /** True on success, false when e-mail and password do not match; throws when unreachable. */
  /** Throws where the sign-in service cannot be asked. */
  signIn(email: string, password: string): Promise<"in" | "wrong" | "tooOften">;
  signOut(): Promise<void>;
  /** Called with the state after every change; returns the way to stop. */
  onChange(listener: (signedIn: boolean) => void): () => void;
}

/**
 * Every tab is its own person: the session lives in sessionStorage under a name of this tab, so
 * neither storage nor the library's broadcast channel carries it into another tab.
 */
function storageKeyOfThisTab(storage: Storage): string {
  const known = storage.getItem("patchbay.tab");
  if (known !== null) return `patchbay.session.${known}`;
  const fresh = crypto.randomUUID();
  storage.setItem("patchbay.tab", fresh);
  return `patchbay.session.${fresh}`;
}

export async function openSession(
  config: Pick<ConsoleConfig, "supabaseUrl" | "supabasePublishableKey">,
): Promise<Session> {
  const client = new GoTrueClient({
    url: `${config.supabaseUrl}/auth/v1`,
    headers: { apikey: config.supabasePublishableKey },
    storage: window.sessionStorage,
    storageKey: storageKeyOfThisTab(window.sessionStorage),
    autoRefreshToken: true,
    persistSession: true,
    detectSessionInUrl: false,
  });
  let current = (await client.getSession()).data.session;
  const listeners = new Set<(signedIn: boolean) => void>();
  client.onAuthStateChange((_event, session) => {
    current = session;
    for (const listener of listeners) listener(session !== null);
  });
  return {
    token: async () => (await client.getSession()).data.session?.access_token ?? null,
    signedIn: () => current !== null,
    signIn: async (email, password) => {
      const { error } = await client.signInWithPassword({ email, password });
      if (error === null) return "in";
      if (error.status === 429) return "tooOften";
      if (error.status === 400 || error.status === 401 || error.status === 422) return "wrong";
      throw error;
    },
    signOut: async () => {
      // Only this tab: the same person may be at work in another one.
      await client.signOut({ scope: "local" });
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
