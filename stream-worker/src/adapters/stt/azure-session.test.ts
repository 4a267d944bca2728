import { afterEach, expect, it } from "vitest";
import {
  azureAudioBytes,
  readAzure,
  startFakeAzure,
  type FakeAzure,
} from "../../testing/fake-azure.ts";
import { FRAME, SECRET } from "../../testing/speech-faults.ts";
import { loadAzureSdk } from "./azure-sdk.ts";
import { startAzureSession } from "./azure-session.ts";

let server: FakeAzure | null = null;
afterEach(() => server?.close());

const SECOND = 8_000;

/** What the SDK says again in a new turn, after three seconds without a phrase. */
async function saidAgain(keptMs: number): Promise<number> {
  const fake = await startFakeAzure();
  server = fake;
  const ignore = (): void => undefined;
  const connected = Promise.withResolvers<void>();
  const session = startAzureSession(
    await loadAzureSdk(),
    { key: SECRET, region: "", host: fake.url, language: "en-US", segmentationMs: 500, keptMs },
    {
      connected: connected.resolve,
      heard: ignore,
      hypothesis: ignore,
      phrase: ignore,
      failed: ignore,
    },
  );
  await connected.promise;
  const line = await fake.line();
  for (let frame = 0; frame < 150; frame += 1) session.write(new Uint8Array(FRAME));
  await line.until(() => azureAudioBytes(line) === 3 * SECOND);
  const before = line.heard.length;
  fake.say(line, "turn.end", {});
  const again = (): string[] => line.heard.slice(before).map((message) => readAzure(message).path);
  await line.until(() => again().includes("speech.context"));
  // A chunk of new audio comes after all that is said again.
  for (let frame = 0; frame < 5; frame += 1) session.write(new Uint8Array(160).fill(1));
  const isNew = (message: string | Buffer): boolean => {
    const { body } = readAzure(message);
    return typeof body !== "string" && body.length > 0 && body.every((byte) => byte === 1);
  };
  await line.until(() => line.heard.slice(before).some(isNew));
  session.end();
  await fake.untilSockets(0);
  return azureAudioBytes(line) - 3 * SECOND;
}

it("lets the SDK keep no more audio than we let it", async () => {
  expect(await saidAgain(1_000)).toBeLessThan(2 * SECOND);
});

it("would say all of it again that it was not told to forget", async () => {
  expect(await saidAgain(60_000)).toBeGreaterThan(3 * SECOND);
});
