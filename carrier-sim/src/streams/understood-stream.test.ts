import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encodeMulaw } from "../audio/mulaw.ts";
import { tone } from "../audio/tones.ts";
import type { LocalSpeech } from "../ports.ts";
import { openCarrier } from "../test-kit/carrier.ts";
import { openSocketHall, type SocketHall } from "../test-kit/relay-app.ts";
import { scriptedPerson } from "../test-kit/scripted-person.ts";

const payload = Buffer.from(encodeMulaw(tone(500, 300, 9_000))).toString("base64");

describe("a two-way stream beside a local recogniser", () => {
  let carrier: Awaited<ReturnType<typeof openCarrier>>;
  let hall: SocketHall;
  let prepared: string[];
  const speech: LocalSpeech = {
    understand: async () => ({ text: "Hello", settled: { text: "", untilMs: 0 } }),
    expect: () => undefined,
    prepare: (language) => prepared.push(language),
  };
  beforeEach(async () => {
    prepared = [];
    const inGerman = () => ({ language: "de-DE" });
    carrier = await openCarrier(inGerman, () => "http://127.0.0.1:1", speech);
    hall = await openSocketHall();
  });
  afterEach(async () => {
    await carrier.close();
    await hall.close();
  });

  it("prepares it for the number's language, and tells the person what it knew", async () => {
    carrier.desk.on(
      "/voice",
      () => `<Response><Connect><Stream url="${hall.url}"/></Connect></Response>`,
    );
    const person = scriptedPerson();
    carrier.call(person);
    const app = await hall.next();
    expect(prepared).toEqual(["de-DE"]);
    const { streamSid } = await app.message((message) => message["event"] === "start");
    app.send({ event: "media", streamSid, media: { payload } });
    await expect.poll(() => person.tolds.at(-1)?.kind, { timeout: 5_000 }).toBe("said");
    expect(person.tolds.at(-1)).toMatchObject({ text: "Hello", complete: true, byEar: true });

    app.send({ event: "media", streamSid, media: { payload } });
    await expect.poll(() => person.tolds.at(-1)?.kind, { timeout: 5_000 }).toBe("speaking");
    app.send({ event: "clear", streamSid });
    await expect.poll(() => person.tolds.at(-1)?.kind, { timeout: 5_000 }).toBe("said");
    expect(person.tolds.at(-1)).toMatchObject({ text: "Hello", complete: false });
  });

  it("leaves alone who is only listened to", async () => {
    carrier.desk.on(
      "/voice",
      () => `<Response><Start><Stream url="${hall.url}"/></Start><Play digits="12345"/></Response>`,
    );
    const person = scriptedPerson();
    carrier.call(person);
    await hall.next();
    await person.onceEnded;
    expect([person.tolds, prepared]).toEqual([[], []]);
  });
});
