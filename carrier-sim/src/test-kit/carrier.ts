import { createAudioEngine } from "../audio/engine.ts";
import { type CarrierConfig, parseCarrierConfig } from "../config.ts";
import type { Callee, LocalSpeech, Person } from "../ports.ts";
import { createHub } from "../switchboard/hub.ts";
import { createSwitchboard } from "../switchboard/switchboard.ts";
import { toneVoices } from "./tone-voices.ts";
import { openWebhookDesk } from "./webhook-desk.ts";

export const ACCOUNT = `AC${"0".repeat(32)}`;
export const AUTH_TOKEN = "a-token-for-tests";
export const KEY_SID = `SK${"0".repeat(32)}`;
export const KEY_SECRET = "a-secret-for-tests";
export const APPLICATION = `AP${"0".repeat(32)}`;
export const NUMBER_SID = `PN${"0".repeat(32)}`;
export const NUMBER = "+493055500100";

export function testConfig(voiceUrl: string, over: object = {}): CarrierConfig {
  return parseCarrierConfig({
    account: { sid: ACCOUNT, authToken: AUTH_TOKEN, apiKeySid: KEY_SID, apiKeySecret: KEY_SECRET },
    applications: [{ sid: APPLICATION, friendlyName: "console", voiceUrl }],
    phoneNumbers: [{ sid: NUMBER_SID, e164: NUMBER, friendlyName: "English", voiceUrl }],
    ...over,
  });
}

/** Real clock, real mixing, real signatures; a humming voice and people made by the test. */
export async function openCarrier(
  numberSettings: (url: (path: string) => string) => object = () => ({}),
  baseUrl: () => string = () => "http://127.0.0.1:1",
  speech?: LocalSpeech,
) {
  const desk = await openWebhookDesk(AUTH_TOKEN);
  const audio = createAudioEngine();
  const config = testConfig(desk.url("/voice"), {
    phoneNumbers: [
      {
        sid: NUMBER_SID,
        e164: NUMBER,
        friendlyName: "English",
        voiceUrl: desk.url("/voice"),
        statusCallback: desk.url("/status"),
        ...numberSettings(desk.url),
      },
    ],
  });
  const switchboard = createSwitchboard({
    config,
    audio,
    voices: toneVoices(),
    speech,
    baseUrl,
  });
  const reachable = new Map<string, () => Callee>();
  switchboard.addDirectory({ find: (to) => reachable.get(to)?.() });
  return {
    desk,
    audio,
    config,
    switchboard,
    x: switchboard.exchange,
    call: (person: Person) => switchboard.dialNumber({ from: "+493012345678", to: NUMBER, person }),
    /** Somebody who can be rung at `address`; `does` decides what they do when it rings. */
    reachable: (address: string, person: Person, does: "answer" | "busy" | "ring") => {
      const made = calleeOf(person, does);
      reachable.set(address, () => made);
      return made;
    },
    async close() {
      switchboard.stop();
      await switchboard.exchange.post.settled();
      audio.stop();
      await desk.close();
    },
  };
}

export interface TestCallee extends Callee {
  answer(): void;
  rung: { from: string; to: string; params: Record<string, string>; hangUp: () => void }[];
  canceled: Promise<void>;
  onceRung: Promise<void>;
}

function calleeOf(person: Person, does: "answer" | "busy" | "ring"): TestCallee {
  const answers = createHub<void>();
  const refusals = createHub<"busy" | "no-answer" | "failed">();
  const canceled = Promise.withResolvers<void>();
  const rung = Promise.withResolvers<void>();
  const callee: TestCallee = {
    person,
    rung: [],
    canceled: canceled.promise,
    onceRung: rung.promise,
    onAnswer: (listener) => answers.on(listener),
    onRefuse: (listener) => refusals.on(listener),
    answer: () => answers.emit(),
    ring(info) {
      callee.rung.push({ ...info, hangUp: () => info.leg?.hangUp() });
      rung.resolve();
      if (does === "answer") setImmediate(() => answers.emit());
      if (does === "busy") setImmediate(() => refusals.emit("busy"));
    },
    cancel: () => canceled.resolve(),
  };
  return callee;
}
