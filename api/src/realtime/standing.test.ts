import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "../domain/errors.ts";
import { createStandingRound } from "./standing.ts";
import type { ConsoleSpace } from "./sockets.ts";
import { startApi, type ApiUnderTest, type ConsoleClient } from "../testing/api-under-test.ts";

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const cut = (client: ConsoleClient): Promise<string> =>
  new Promise((resolve) => client.socket.once("disconnect", resolve));

describe("an open console", () => {
  it("is cut when its person is let go, and nobody else's is", async () => {
    const jonas = await api.console("Jonas Brandt");
    const mira = await api.console("Mira Lindholm");
    jonas.socket.io.reconnection(false);
    const gone = cut(jonas);
    await api.sql`update members set active = false where name = 'Jonas Brandt'`;
    expect(await gone).toBe("transport close");
    expect(mira.socket.connected).toBe(true);
    await api.sql`update members set active = true where name = 'Jonas Brandt'`;
  });

  it("is cut when a grant is taken away, so that it comes back without it", async () => {
    const selin = await api.console("Selin Aydın");
    selin.socket.io.reconnection(false);
    const gone = cut(selin);
    await api.sql`update members set denied_grants = '{calls.listen}' where name = 'Selin Aydın'`;
    expect(await gone).toBe("transport close");
  });

  it("stays while the database cannot be asked", async () => {
    let closed = 0;
    const person = { userId: "u", grants: [], organization: { id: "o" } };
    const socket = { data: { person }, conn: { close: () => (closed += 1) } };
    const space = { sockets: new Map([["s", socket]]) } as unknown as ConsoleSpace;
    const away = createStandingRound(space, {
      standing: () => Promise.reject(new AppError("database_away")),
    });
    await expect(away()).rejects.toMatchObject({ code: "database_away" });
    expect(closed).toBe(0);
    await createStandingRound(space, { standing: async () => new Map() })();
    expect(closed).toBe(1);
  });
});
