import { afterEach, describe, expect, it } from "vitest";
import type { SpeechToText } from "../ports/speech.ts";
import {
  startFakeSpeechSocket,
  type FakeLine,
  type FakeSpeechSocket,
} from "./fake-speech-socket.ts";
import { manualClock, type ManualClock } from "./manual-clock.ts";
import { transcriptLog } from "./transcript-log.ts";

export const SECRET = "sk-secret-7f3a";

/** 20 ms of a caller. */
export const FRAME: Uint8Array = new Uint8Array(160).fill(0x55);

export type FaultStory = {
  name: string;
  handshake?: number | "never";
  /** What the vendor does once it has audio. */
  does?: (line: FakeLine) => void;
  /** Moves the clock on, for faults that are silence. */
  waits?: number;
  fault: string;
};

const COMMON: FaultStory[] = [
  { name: "does not know the key", handshake: 401, fault: "refused" },
  { name: "forbids it", handshake: 403, fault: "refused" },
  { name: "has too many calls", handshake: 429, fault: "overloaded" },
  { name: "is down", handshake: 503, fault: "overloaded" },
  { name: "never answers the handshake", handshake: "never", waits: 3_000, fault: "silent" },
  { name: "cuts the connection", does: (line) => line.cut(), fault: "cut" },
  { name: "goes away", does: (line) => line.hangUp(1001), fault: "cut" },
  { name: "breaks down", does: (line) => line.hangUp(1011, "NET-0000"), fault: "cut" },
  { name: "closes for a policy of its own", does: (line) => line.hangUp(1008), fault: "refused" },
  { name: "asks to come back later", does: (line) => line.hangUp(1013), fault: "overloaded" },
  { name: "sends no JSON", does: (line) => line.say("<html>oops</html>"), fault: "garbage" },
  { name: "sends bytes", does: (line) => line.say(Uint8Array.of(1, 2, 3)), fault: "garbage" },
  { name: "sends JSON of nobody's", does: (line) => line.say("[1,2]"), fault: "garbage" },
  {
    name: "sends more than a transcript can be",
    does: (line) => line.say("x".repeat(600_000)),
    fault: "garbage",
  },
  { name: "hears and never answers", does: () => undefined, waits: 4_000, fault: "stalled" },
];

/** What every recogniser over a socket must survive, and what it must call it. */
export function survivesFaults(
  recogniser: (baseUrl: string, clock: ManualClock) => SpeechToText,
  more: readonly FaultStory[] = [],
): void {
  describe("where the vendor", () => {
    let server: FakeSpeechSocket;
    afterEach(() => server.close());

    it.each([...COMMON, ...more])("$name", async ({ handshake, does, waits, fault }) => {
      server = await startFakeSpeechSocket();
      server.handshake = handshake ?? null;
      const clock = manualClock();
      const log = transcriptLog();
      const stream = recogniser(server.url, clock).open({ language: "en-US", hear: log.hear });
      for (let frame = 0; frame < 20; frame += 1) stream.push(FRAME);
      stream.speechStarted(200);
      stream.push(FRAME);
      stream.flush();
      if (does) {
        const line = await server.line();
        await line.until(() => line.heard.length > 1);
        does(line);
      } else if (handshake === "never") await server.untilSockets(1);
      // Audio goes on all the while: a stall is the vendor's only when there is something to hear.
      for (let ms = 0; ms < (waits ?? 0); ms += 20) {
        stream.push(FRAME);
        clock.advance(20);
      }
      expect((await log.next("failed")).fault).toBe(fault);
      stream.push(FRAME);
      stream.flush();
      stream.close();
      expect(log.story().at(-1)).toBe(`[failed: ${fault}]`);
      expect(log.events.filter(({ type }) => type === "failed")).toHaveLength(1);
      expect(JSON.stringify(log.events)).not.toContain(SECRET);
      for (const line of server.lines) expect(line.url.href).not.toContain(SECRET);
      // Neither a socket nor a timer is left of it.
      await server.untilSockets(0);
      expect(clock.waiting()).toBe(0);
    });

    it("answers after the call has ended, unheard", async () => {
      server = await startFakeSpeechSocket();
      const clock = manualClock();
      const log = transcriptLog();
      const stream = recogniser(server.url, clock).open({ language: "en-US", hear: log.hear });
      stream.push(FRAME);
      const line = await server.line();
      stream.close();
      line.say("garbage that would fail it");
      stream.push(FRAME);
      await server.untilSockets(0);
      expect(log.events).toEqual([]);
      expect(clock.waiting()).toBe(0);
    });
  });
}
