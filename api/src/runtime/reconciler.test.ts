import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pino } from "pino";
import { callIdOf } from "../domain/call-id.ts";
import { createReconciler } from "./reconciler.ts";
import { incoming, newSid, startApi, type ApiUnderTest } from "../testing/api-under-test.ts";

let api: ApiUnderTest;
let worker: Socket;
beforeAll(async () => {
  api = await startApi();
  worker = await api.worker();
});
afterAll(() => api.stop());

const reconciler = () =>
  createReconciler({
    store: api.stores,
    carrier: api.carrier,
    runtime: api.calls.runtime,
    clock: { now: () => Date.now() },
    log: pino({ level: "silent" }),
  });

async function claimed(): Promise<{ sid: string; callId: string; leg: string }> {
  const sid = newSid();
  const callId = callIdOf(sid);
  await api.post("/voice", incoming(sid));
  await worker.timeout(5000).emitWithAck("session.opened", {
    callId,
    sessionId: `s-${sid}`,
    epoch: 1,
    purpose: "relay",
    carrierSessionId: "VX",
  });
  const { userId, name } = api.people.get("Mira Lindholm")!;
  const { runtime } = api.calls;
  await runtime.dispatch(callId, { type: "takeover.asked", operator: { userId, name }, epoch: 1 });
  const leg = newSid();
  await runtime.dispatch(callId, {
    type: "operator.connecting",
    operatorId: userId,
    epoch: 2,
    sid: leg,
    label: "operator-2-x",
  });
  return { sid, callId, leg };
}

describe("a pass over calls that have gone quiet", () => {
  it("finds out that a call is over whose last callback was lost", async () => {
    const { sid, callId } = await claimed();
    api.carrier.legs.set(sid, { status: "completed", durationSeconds: 42 });
    await reconciler().pass(0);
    expect(await api.sql`select status, duration_seconds from calls where id = ${callId}`).toEqual([
      { status: "ended", duration_seconds: 42 },
    ]);
  });

  it("finds operator and caller in the conference whose joins were not reported", async () => {
    const { sid, callId, leg } = await claimed();
    api.carrier.rooms.set(`call-${callId}-2`, [
      { sid: leg, label: "operator-2-x" },
      { sid, label: "caller-2-1" },
    ]);
    await api.post(`/next?call=${callId}&step=9`, { ...incoming(sid), CallStatus: "in-progress" });
    await reconciler().pass(0);
    expect(api.calls.runtime.latest(callId)).toMatchObject({
      phase: "connected",
      holder: { kind: "operator" },
    });
    api.carrier.rooms.set(`call-${callId}-2`, [{ sid, label: "caller-2-1" }]);
    await reconciler().pass(0);
    expect(api.calls.runtime.latest(callId)).toMatchObject({ phase: "lost" });
    api.carrier.legs.set(sid, { status: "completed", durationSeconds: 1 });
    await reconciler().pass(0);
  });

  it("leaves alone what is as it should be", async () => {
    const sid = newSid();
    await api.post("/voice", incoming(sid));
    const before = await api.sql`select version from calls where carrier_sid = ${sid}`;
    await reconciler().pass(0);
    expect(await api.sql`select version from calls where carrier_sid = ${sid}`).toEqual(before);
  });
});
