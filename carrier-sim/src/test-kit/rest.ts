import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import twilio from "twilio";
import { createApp } from "../app.ts";
import type { SignalTrouble } from "../trouble/control.ts";
import { ACCOUNT, AUTH_TOKEN, openCarrier } from "./carrier.ts";

/** A carrier that listens, and the official client pointed at it. */
export async function openRest() {
  let port = 0;
  const carrier = await openCarrier(
    () => ({}),
    () => `http://127.0.0.1:${port}`,
  );
  const killed: string[] = [];
  const signal: SignalTrouble = {
    killRegistration: (identity) => killed.push(identity),
    dropSockets: () => undefined,
  };
  const server = createServer(
    createApp(carrier.x, { signal, personaCall: () => undefined, bins: [] }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
  const base = `http://127.0.0.1:${port}`;
  const client = twilio(ACCOUNT, AUTH_TOKEN);
  client.api.baseUrl = base;
  return {
    ...carrier,
    base,
    client,
    killed,
    trouble: (wish: object) =>
      fetch(`${base}/sim/trouble`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(wish),
      }),
    async close() {
      await carrier.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
