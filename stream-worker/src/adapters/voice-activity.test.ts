import { Worker } from "node:worker_threads";
import { expect, it } from "vitest";
import type { Log } from "../ports.ts";
import { systemClock } from "../runtime/clock.ts";
import type { StartThread } from "./silero/thread-link.ts";
import { createVoiceActivity } from "./voice-activity.ts";

function logOf(lines: string[]): Log {
  const note = (_: object, message: string): void => void lines.push(message);
  return { info: note, warn: note, error: note };
}

async function nameWith(startThread?: StartThread): Promise<[string, string[]]> {
  const lines: string[] = [];
  const activity = await createVoiceActivity({
    clock: systemClock,
    log: logOf(lines),
    threads: 1,
    dropped: () => undefined,
    ...(startThread === undefined ? {} : { startThread }),
  });
  await activity.close();
  return [activity.name, lines];
}

it("is Silero where its addon loads", async () => {
  expect(await nameWith()).toEqual(["silero", []]);
});

it("is WebRTC's detector where it does not, and says so", async () => {
  const broken = (): Worker => new Worker("throw new Error('wrong libc')", { eval: true });
  const [name, lines] = await nameWith(broken);
  expect(name).toBe("fvad");
  expect(lines).toEqual(["Silero does not load; fvad hears more speech than there is"]);
});
