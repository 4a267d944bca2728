import type { Sql, TransactionSql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type FreshDatabase } from "../test-support/postgres.ts";
import { ASSETCARE, fillOrganization, NORDLICHT } from "./fixture.ts";

/**
 * Role × table × verb, on real Postgres. `read` lists who sees their own organization's rows;
 * `update` and `insert` who may write them. Nobody deletes, nobody touches another organization.
 */
const everyone = ["operator", "supervisor", "admin"] as const;
type Role = (typeof everyone)[number];
interface Rights {
  read: readonly Role[];
  update?: readonly Role[];
  insert?: readonly Role[];
}
const matrix: Record<string, Rights> = {
  organizations: { read: everyone },
  members: { read: everyone },
  bots: { read: everyone },
  numbers: { read: everyone },
  plans: { read: ["admin"] },
  usage_ledger: { read: ["admin"] },
  prices: { read: everyone },
  contacts: { read: everyone, update: everyone, insert: everyone },
  calls: { read: everyone },
  legs: { read: everyone },
  call_events: { read: everyone },
  utterances: { read: everyone },
  hints: { read: everyone },
  requests: { read: everyone, update: everyone },
  recordings: { read: everyone },
  dispositions: { read: everyone },
  notes: { read: everyone, insert: everyone },
  flows: { read: ["admin"] },
  effects: { read: [] },
  tickets: { read: [] },
  carrier_replies: { read: [] },
  refused_calls: { read: ["supervisor", "admin"] },
  audit_log: { read: ["supervisor", "admin"] },
  webhook_endpoints: { read: [] },
  webhook_deliveries: { read: ["admin"] },
  worker_receipts: { read: [] },
};
/** Carry no organization; everyone who is a member reads them, nobody writes them. */
const SHARED = ["role_grants", "listening_presets"];

const inserts: Record<
  string,
  (tx: TransactionSql, organizationId: string, userId: string) => Promise<unknown>
> = {
  contacts: (tx, org) =>
    tx`insert into contacts (organization_id, name, e164) values (${org}, 'x', '+12025550199')`,
  notes: (tx, org, user) =>
    tx`insert into notes (organization_id, call_id, author_id, body) select ${org}, id, ${user}, 'x' from calls where organization_id = ${org} limit 1`,
};
const touched: Record<string, string> = {
  organizations: "name",
  members: "name",
  bots: "name",
  numbers: "label",
  plans: "name",
  usage_ledger: "kind",
  prices: "unit",
  contacts: "name",
  calls: "caller_name",
  legs: "label",
  call_events: "type",
  utterances: "speaker_name",
  hints: "title",
  requests: "problem",
  recordings: "content_type",
  dispositions: "label",
  notes: "body",
  flows: "name",
  effects: "kind",
  tickets: "identity",
  carrier_replies: "body",
  refused_calls: "reason",
  audit_log: "action",
  webhook_endpoints: "url",
  webhook_deliveries: "type",
  worker_receipts: "session_id",
};

let database: FreshDatabase;
let sql: Sql;
const users: Record<string, string> = {};

/** Runs as the person would through Supabase: the request's role and claims, undone afterwards. */
async function as<T>(
  userId: string | null,
  work: (tx: TransactionSql) => Promise<T>,
  before?: (tx: TransactionSql) => Promise<unknown>,
): Promise<T> {
  const undo = new Error("undo");
  let result: T | undefined;
  await sql
    .begin(async (tx) => {
      await before?.(tx);
      await tx`select set_config('request.jwt.claims', ${JSON.stringify({ sub: userId, role: userId ? "authenticated" : "anon" })}, true),
        set_config('request.jwt.claim.sub', ${userId ?? ""}, true)`;
      await tx.unsafe(`set local role ${userId ? "authenticated" : "anon"}`);
      result = await work(tx);
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return result as T;
}

const seen = (
  userId: string | null,
  table: string,
  organizationId: string,
  before?: (tx: TransactionSql) => Promise<unknown>,
): Promise<number> =>
  as(
    userId,
    async (tx) => {
      const [row] =
        await tx`select count(*)::int as n from ${tx(table)} where ${tx(table === "organizations" ? "id" : "organization_id")} = ${organizationId}`;
      return row!["n"] as number;
    },
    before,
  );

/** Rows changed, or 'refused' where the database raises. */
async function attempt(
  userId: string | null,
  work: (tx: TransactionSql) => Promise<unknown>,
): Promise<number | "refused"> {
  try {
    return await as(userId, async (tx) => ((await work(tx)) as { count: number }).count);
  } catch {
    return "refused";
  }
}

const organizationColumn = (table: string): string =>
  table === "organizations" ? "id" : "organization_id";
const update = (userId: string | null, table: string, organizationId: string) =>
  attempt(
    userId,
    (tx) =>
      tx`update ${tx(table)} set ${tx(touched[table]!)} = ${tx(touched[table]!)} where ${tx(organizationColumn(table))} = ${organizationId}`,
  );
const erase = (userId: string | null, table: string, organizationId: string) =>
  attempt(
    userId,
    (tx) => tx`delete from ${tx(table)} where ${tx(organizationColumn(table))} = ${organizationId}`,
  );
const nothing = (outcome: number | "refused"): boolean => outcome === 0 || outcome === "refused";

beforeAll(async () => {
  database = await freshDatabase({ seeded: true });
  sql = database.sql;
  await fillOrganization(sql, ASSETCARE, "0901");
  await fillOrganization(sql, NORDLICHT, "0902");
  for (const row of await sql`select u.email, u.id from auth.users u`)
    users[(row["email"] as string).replace("@assetcare24.example", "")] = row["id"] as string;
  const outsider = "f0000000-0000-4000-8000-000000000001";
  await sql`insert into auth.users (id, aud, role, email) values (${outsider}, 'authenticated', 'authenticated', 'nobody@elsewhere.example')`;
  users["outsider"] = outsider;
  await sql`update members set active = false where user_id = ${users["operator2"]!}`;
}, 60_000);
afterAll(() => database.drop());

describe("row-level security", () => {
  it("stands on every table of ours, and the matrix names every table", async () => {
    const tables =
      await sql`select c.relname as name, c.relrowsecurity as guarded from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')`;
    expect(tables.filter((table) => !table["guarded"])).toEqual([]);
    expect(tables.map((table) => table["name"] as string).toSorted()).toEqual(
      [...Object.keys(matrix), ...SHARED].toSorted(),
    );
  });

  describe.each(Object.entries(matrix))("%s", (table, rights) => {
    it.each(everyone)(
      "%s reads what the matrix says, and never another organization",
      async (role) => {
        const count = await seen(users[role]!, table, ASSETCARE);
        expect(count > 0).toBe(rights.read.includes(role));
        expect(await seen(users[role]!, table, NORDLICHT)).toBe(0);
      },
    );

    it.each(everyone)(
      "%s writes what the matrix says, and never another organization",
      async (role) => {
        const own = await update(users[role]!, table, ASSETCARE);
        if (rights.update?.includes(role)) expect(own).toBeGreaterThan(0);
        else expect(own).toSatisfy(nothing);
        expect(await update(users[role]!, table, NORDLICHT)).toSatisfy(nothing);
        expect(await erase(users[role]!, table, ASSETCARE)).toSatisfy(nothing);
        const insert = inserts[table];
        if (insert) {
          expect(await attempt(users[role]!, (tx) => insert(tx, ASSETCARE, users[role]!))).toBe(
            rights.insert?.includes(role) ? 1 : "refused",
          );
          expect(
            await attempt(users[role]!, (tx) => insert(tx, NORDLICHT, users[role]!)),
          ).toSatisfy(nothing);
        }
      },
    );

    it("shows nothing to strangers, to the deactivated, or without signing in", async () => {
      for (const userId of [users["outsider"]!, users["operator2"]!, null]) {
        expect(await seen(userId, table, ASSETCARE)).toBe(0);
        expect(await update(userId, table, ASSETCARE)).toSatisfy(nothing);
        expect(await erase(userId, table, ASSETCARE)).toSatisfy(nothing);
      }
    });

    it("would show another organization with the protection off (control)", async () => {
      const off = (tx: TransactionSql) => tx`alter table ${tx(table)} disable row level security`;
      expect(await seen(users["operator"]!, table, NORDLICHT, off)).toBeGreaterThan(0);
    });
  });

  describe.each(SHARED)("%s", (table) => {
    const count = (userId: string | null, before?: (tx: TransactionSql) => Promise<unknown>) =>
      as(userId, async (tx) => (await tx`select 1 from ${tx(table)}`).length, before);

    it("is read by members alone, and written by nobody", async () => {
      for (const role of everyone) {
        expect(await count(users[role]!)).toBeGreaterThan(0);
        const copy = (tx: TransactionSql) =>
          tx`insert into ${tx(table)} select * from ${tx(table)} on conflict do nothing`;
        expect(await attempt(users[role]!, copy)).toSatisfy(nothing);
        expect(await attempt(users[role]!, (tx) => tx`delete from ${tx(table)}`)).toSatisfy(
          nothing,
        );
      }
      for (const userId of [users["outsider"]!, users["operator2"]!, null])
        expect(await count(userId)).toBe(0);
    });

    it("would be read by strangers with the protection off (control)", async () => {
      const off = (tx: TransactionSql) => tx`alter table ${tx(table)} disable row level security`;
      expect(await count(users["outsider"]!, off)).toBeGreaterThan(0);
    });
  });

  it("keeps members from inserting rows of any other kind", async () => {
    for (const table of Object.keys(matrix).filter((name) => !inserts[name])) {
      const copy = (tx: TransactionSql) =>
        tx`insert into ${tx(table)} overriding system value select * from ${tx(table)} where ${tx(organizationColumn(table))} = ${ASSETCARE}`;
      for (const role of everyone)
        expect(await attempt(users[role]!, copy), `${role} into ${table}`).toSatisfy(nothing);
    }
  });
});

describe("rules beside the policies", () => {
  it("keeps the origin of a request, whoever edits it", async () => {
    expect(
      await attempt(
        users["operator"]!,
        (tx) => tx`update requests set reference = 'R-1' where organization_id = ${ASSETCARE}`,
      ),
    ).toBe("refused");
    expect(
      await attempt(
        users["operator"]!,
        (tx) =>
          tx`update requests set organization_id = ${NORDLICHT} where organization_id = ${ASSETCARE}`,
      ),
    ).toBe("refused");
    expect(
      await attempt(
        users["operator"]!,
        (tx) =>
          tx`update requests set assignee_id = ${users["operator@nordlicht.example"]!} where organization_id = ${ASSETCARE}`,
      ),
    ).toBe("refused");
    expect(
      await attempt(
        users["operator"]!,
        (tx) =>
          tx`update requests set status = 'done', assignee_id = ${users["admin"]!} where organization_id = ${ASSETCARE}`,
      ),
    ).toBeGreaterThan(0);
  });

  it("lets nobody give themselves a right", async () => {
    expect(await update(users["operator"]!, "members", ASSETCARE)).toSatisfy(nothing);
    expect(
      await attempt(
        users["operator"]!,
        (tx) => tx`insert into role_grants values ('operator', 'settings.manage')`,
      ),
    ).toBe("refused");
  });

  it("lets a member lose a right their role has, and gain one it has not", async () => {
    const grants = (before: (tx: TransactionSql) => Promise<unknown>) =>
      as(
        users["operator"]!,
        async (tx) =>
          ((await tx`select who_am_i() as me`)[0]!["me"] as { grants: string[] }).grants,
        before,
      );
    const plain = await grants(async () => undefined);
    expect(plain).toContain("recordings.play");
    expect(plain).not.toContain("audit.view");
    const changed = await grants(
      (tx) =>
        tx`update members set denied_grants = '{recordings.play}', extra_grants = '{audit.view}' where user_id = ${users["operator"]!}`,
    );
    expect(changed).toContain("audit.view");
    expect(changed).not.toContain("recordings.play");
    expect(
      await seen(
        users["operator"]!,
        "recordings",
        ASSETCARE,
        (tx) =>
          tx`update members set denied_grants = '{recordings.play}' where user_id = ${users["operator"]!}`,
      ),
    ).toBe(0);
  });

  it("lets ledger, audit and the story of a call only grow", async () => {
    for (const table of ["usage_ledger", "audit_log", "call_events"])
      await expect(sql`update ${sql(table)} set organization_id = organization_id`).rejects.toThrow(
        /append-only/,
      );
  });
});
