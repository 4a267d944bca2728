import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express from "express";
import postgres from "postgres";
import { signature } from "../../carrier-sim/src/webhooks/sign.ts";

export interface BareWebhook {
  name: string;
  post(params: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
}

/** The least a webhook can be: express, the same signature, one question to the same Postgres. */
export async function startBareWebhook(
  databaseUrl: string,
  authToken: string,
): Promise<BareWebhook> {
  const sql = postgres(databaseUrl, { max: 12, onnotice: () => undefined });
  const app = express();
  let url = "";
  app.post("/voice", express.urlencoded({ extended: false }), (request, response, next) => {
    const params = request.body as Record<string, string>;
    if (request.header("x-twilio-signature") !== signature(authToken, url, params)) {
      response.status(403).end();
      return;
    }
    sql`select 1`.then(() => response.type("text/xml").send("<Response/>"), next);
  });
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/voice`;
  return {
    name: "bare express, signature and select 1",
    async post(params) {
      const response = await fetch(url, {
        method: "POST",
        headers: { "x-twilio-signature": signature(authToken, url, params) },
        body: new URLSearchParams(params),
      });
      await response.text();
      if (!response.ok) throw new Error(`the bare webhook answered ${response.status}`);
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await sql.end({ timeout: 2 });
    },
  };
}
