import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { PERSONAS } from "../people/personas/all.ts";
import type { Program } from "../run-program.ts";
import { createVoiceBank, installedSynthesizers } from "../voices/bank.ts";
import { createSpeechApp } from "./app.ts";
import type { SpeechConfig } from "./config.ts";
import { createKnownLines } from "./known-lines.ts";
import { createSpokenClips } from "./spoken-clips.ts";

/**
 * A recogniser that knows what the simulator's people say, and a voice for the bot, for whoever has no
 * vendor's key. A process of its own, so that comparing sound never holds up the carrier's 20 ms clock; on
 * loopback alone, because it hears callers. Rejects when the port is taken.
 */
export async function startSpeech(config: SpeechConfig): Promise<Program> {
  const synthesizers = installedSynthesizers();
  const voices = createVoiceBank({ synthesizers });
  const app = createSpeechApp({
    voices,
    lines: createKnownLines({
      personas: PERSONAS,
      voices,
      // Written by us, so they may lie on a disk; what callers type and bots say is kept in memory alone.
      scriptVoices: createVoiceBank({ synthesizers, cacheDir: config.voiceCacheDir }),
    }),
    spoken: createSpokenClips(),
  });
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(config.port, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      voices.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
