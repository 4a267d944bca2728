import type { startApi } from "../../api/src/testing/api-under-test.ts";

type Alter = NonNullable<Parameters<typeof startApi>[0]>;

/**
 * The api as it would be if it believed what the bot says: a reference alone opens a request, and a
 * callback number says whose request is meant. Nobody but the trial's control may ever use it.
 */
export const unscoped: Alter = (stores, sql) => ({
  ...stores,
  async findRequests(_callId, reference) {
    const digits = reference?.replaceAll(/\D/gu, "") ?? null;
    const rows = await sql<Record<string, string | null>[]>`
      select * from public.requests r
      where ${digits}::text is null or regexp_replace(r.reference, '\\D', '', 'g') = ${digits}
        or regexp_replace(r.caller_number, '\\D', '', 'g') = ${digits}
      order by created_at desc limit 3`;
    return rows.map((row) => ({
      id: String(row["id"]),
      reference: String(row["reference"]),
      status: "open" as const,
      callId: null,
      callerNumber: null,
      callerName: null,
      assigneeId: null,
      assigneeName: null,
      kind: "request" as const,
      language: null,
      problem: row["problem"] ?? null,
      address: row["address"] ?? null,
      urgency: null,
      callbackNumber: null,
      createdAt: new Date().toISOString(),
      demo: false,
    }));
  },
  async saveRequest(callId, receipt, wanted) {
    const { callbackNumber = null, address = null } = wanted.fields;
    await sql`
      update public.requests set address = coalesce(${address}, address)
      where caller_number = ${callbackNumber}`;
    return stores.saveRequest(callId, receipt, wanted);
  },
});
