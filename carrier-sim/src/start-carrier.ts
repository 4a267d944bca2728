import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
import { createApp } from "./app.ts";
import { createAudioEngine } from "./audio/engine.ts";
import type { Config } from "./config.ts";
import { createLocalSpeech } from "./local-speech/client.ts";
import { createBooth } from "./people/booth/booth.ts";
import { renderCall } from "./people/archive.ts";
import { createPeople } from "./people/people.ts";
import { SIGNAL_PATH, createSignalGateway } from "./signal/gateway.ts";
import type { Recordings } from "./switchboard/recordings.ts";
import { createSwitchboard } from "./switchboard/switchboard.ts";
import type { VoiceBank } from "./ports.ts";
import { createVoiceBank } from "./voices/bank.ts";

export interface Carrier {
  port: number;
  /** Ends every call and socket, then stops listening. */
  stop(): Promise<void>;
}

/** All five parts, wired and listening. Rejects when the port is taken. */
export async function startCarrier(config: Config, log: Logger): Promise<Carrier> {
  const { account } = config;
  const audio = createAudioEngine({
    onFault: (fault) =>
      log.warn({ error: nameOf(fault) }, "a listener failed inside an audio tick"),
  });
  const voices = createVoiceBank({ cacheDir: config.voiceCacheDir });
  const speech = config.speechUrl === undefined ? undefined : createLocalSpeech(config.speechUrl);
  let port = config.port;
  const switchboard = createSwitchboard({
    config,
    audio,
    voices,
    speech,
    baseUrl: () => config.publicUrl ?? `http://127.0.0.1:${port}`,
  });
  const people = createPeople({ switchboard, audio, voices, speech, accountSid: account.sid, log });
  const gateway = createSignalGateway({
    switchboard,
    findApiKey: (keySid) =>
      keySid === account.apiKeySid
        ? { accountSid: account.sid, secret: account.apiKeySecret }
        : undefined,
    log,
    now: () => audio.now(),
    mediaFaults: () => switchboard.exchange.trouble.mediaFaults(),
  });
  switchboard.addDirectory(gateway.directory);
  switchboard.addDirectory(people.directory);

  const numbers = () =>
    [...switchboard.exchange.numbers.values()].map(
      ({ e164, friendlyName, language = "en-US", engine }) => ({
        e164,
        label: friendlyName === "" ? e164 : friendlyName,
        language,
        ownVoice: engine === "stream",
      }),
    );
  const booth = createBooth({ numbers, people, now: () => audio.now() });
  const app = createApp(switchboard.exchange, {
    signal: gateway,
    personaCall: (personaId, to) => people.call(personaId, to),
    bins: config.bins,
    pages: booth.router,
  });
  const server = createServer(app);
  server.on("upgrade", (request, socket, head) => {
    // A socket that breaks in the middle of an upgrade must not take the process along.
    socket.on("error", () => socket.destroy());
    const path = (request.url ?? "").split("?", 1)[0];
    if (path === SIGNAL_PATH) gateway.handleUpgrade(request, socket, head);
    else if (!booth.handleUpgrade(request, socket, head))
      socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(config.port, config.host, resolve);
  });
  ({ port } = server.address() as AddressInfo);

  void fillArchive(config, voices, switchboard.exchange.recordings, log);

  return {
    port,
    async stop() {
      switchboard.stop();
      booth.stop();
      await gateway.stop();
      audio.stop();
      voices.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** In the background: the line is open long before the last of them is spoken. */
async function fillArchive(
  config: Config,
  voices: VoiceBank,
  recordings: Recordings,
  log: Logger,
): Promise<void> {
  for (const call of config.archive) {
    try {
      const { recordingSid: sid, callSid, startedAtMs: startedAt, durationMs } = call;
      recordings.shelve({ sid, callSid, startedAt, durationMs }, await renderCall(call, voices));
    } catch (fault) {
      log.warn({ error: nameOf(fault) }, "a recording of the archive could not be spoken");
    }
  }
}

function nameOf(fault: unknown): string {
  return fault instanceof Error ? `${fault.name}: ${fault.message}` : "unknown";
}
