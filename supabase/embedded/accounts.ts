import { randomUUID } from "node:crypto";
import { createClient } from "@supabase/supabase-js";
import { hash } from "bcryptjs";
import type { Sql } from "postgres";

export type NewAccount = { id?: string; email: string; password: string; displayName: string };

/** Creating people's sign-ins; where they belong and what they may do is in our own tables. */
export type Accounts = {
  /** Makes the account unless its email is taken; an existing one is left as it is. */
  ensure: (account: NewAccount) => Promise<{ id: string; created: boolean }>;
};

/** About 60 ms a hash: strong enough, and a start makes only a handful. */
const BCRYPT_ROUNDS = 10;

async function findByEmail(sql: Sql, email: string): Promise<string | undefined> {
  const [row] = await sql<
    { id: string }[]
  >`select id::text from auth.users where lower(email) = lower(${email})`;
  return row?.id;
}

/** Accounts of the local Supabase, whose admin interface answers 401: written as rows. */
export function embeddedAccounts(sql: Sql): Accounts {
  return {
    ensure: async ({ id = randomUUID(), email, password, displayName }) => {
      const known = await findByEmail(sql, email);
      if (known !== undefined) return { id: known, created: false };
      const encrypted = await hash(password, BCRYPT_ROUNDS);
      await sql.begin(async (tx) => {
        await tx`
          insert into auth.users
            (id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data,
             created_at, updated_at)
          values
            (${id}, 'authenticated', 'authenticated', ${email.toLowerCase()}, ${encrypted}, now(),
             ${tx.json({ provider: "email", providers: ["email"] })}, ${tx.json({ display_name: displayName })},
             now(), now())`;
        await tx`
          insert into auth.identities (id, provider, provider_id, user_id, identity_data, created_at, updated_at)
          values (${randomUUID()}, 'email', ${id}, ${id},
                  ${tx.json({ sub: id, email: email.toLowerCase(), email_verified: true })}, now(), now())`;
      });
      return { id, created: true };
    },
  };
}

/**
 * Accounts of a hosted or self-hosted Supabase, by its admin interface. A local Supabase started
 * separately has none (401); its accounts are rows.
 */
export function hostedAccounts(sql: Sql, supabaseUrl: string, secretKey: string): Accounts {
  const supabase = createClient(supabaseUrl, secretKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  return {
    ensure: async (account) => {
      const known = await findByEmail(sql, account.email);
      if (known !== undefined) return { id: known, created: false };
      const { data, error } = await supabase.auth.admin.createUser({
        ...(account.id === undefined ? {} : { id: account.id }),
        email: account.email,
        password: account.password,
        email_confirm: true,
        user_metadata: { display_name: account.displayName },
      });
      if (error?.status === 401) return embeddedAccounts(sql).ensure(account);
      if (error)
        throw new Error(`Supabase did not create the account: ${error.message}`, { cause: error });
      return { id: data.user.id, created: true };
    },
  };
}
