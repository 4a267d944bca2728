import type { Sql } from "postgres";

/**
 * The ground that hosted Supabase has before the first migration: request roles, the `extensions`
 * schema and default privileges. Safe to repeat; on hosted Supabase it changes nothing.
 */
export async function prepareRoles(sql: Sql): Promise<void> {
  await sql
    .unsafe(
      `
      do $$ begin
        if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin noinherit; end if;
        if not exists (select from pg_roles where rolname = 'authenticated') then
          create role authenticated nologin noinherit;
        end if;
        if not exists (select from pg_roles where rolname = 'service_role') then
          create role service_role nologin noinherit bypassrls;
        end if;
      exception when duplicate_object or unique_violation then null; -- another start was quicker
      end $$;
      create schema if not exists extensions;
      grant usage on schema public, extensions to anon, authenticated, service_role;
      alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
      alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
      alter default privileges in schema public grant execute on functions to anon, authenticated, service_role;
      `,
    )
    .simple();
}
