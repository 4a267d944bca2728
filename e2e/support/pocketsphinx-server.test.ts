import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeWav } from "../../carrier-sim/src/audio/wav.ts";
import {
  firstMs,
  overTelephone,
  padded,
} from "../../carrier-sim/src/local-speech/testing/telephone.ts";
import { leakingSink } from "../../carrier-sim/src/people/personas/leaking-sink.ts";
import { createVoiceBank } from "../../carrier-sim/src/voices/bank.ts";
import { createFlite } from "../../carrier-sim/src/voices/flite-npm.ts";
import {
  hasPocketsphinx,
  startPocketsphinx,
  type PocketsphinxServer,
} from "./pocketsphinx-server.ts";

const phrases = [
  leakingSink.opening,
  "It's 27 Camden Street, Springfield, second floor.",
  "You can call me back on 202 555 0142.",
  "Today would be wonderful.",
  "Yes, that's right.",
  "No, that was everything, thank you.",
  "Thank you. Goodbye.",
];

describe.skipIf(!hasPocketsphinx)("pocketsphinx behind /transcribe", () => {
  const espeak = createVoiceBank();
  const flite = createVoiceBank({ synthesizers: [createFlite()!] });
  let sphinx: PocketsphinxServer;
  beforeAll(async () => {
    sphinx = await startPocketsphinx(phrases);
  });
  afterAll(async () => {
    espeak.close();
    flite.close();
    await sphinx.stop();
  });

  function upload(pcm: Int16Array): Promise<Response> {
    const form = new FormData();
    form.set("file", new Blob([Uint8Array.from(writeWav(pcm, 1))]), "a.wav");
    form.set("language", "en");
    return fetch(`${sphinx.url}/transcribe`, { method: "POST", body: form });
  }
  const transcribe = async (pcm: Int16Array): Promise<{ transcript: string }> =>
    (await (await upload(pcm)).json()) as { transcript: string };

  it.each([
    ["flite", flite, "f3"],
    ["espeak-ng", espeak, leakingSink.voice],
  ])("hears every phrase from %s over a telephone", async (_name, voices, voice) => {
    const heard = await Promise.all(
      phrases.map(async (phrase) => {
        const { pcm } = await voices.speak(phrase, "en-US", { voice });
        return transcribe(overTelephone(padded(pcm, 300, 400)));
      }),
    );
    expect(heard).toEqual(phrases.map((transcript) => ({ transcript })));
  });

  it("hears nothing in silence, and of a phrase that broke off no other", async () => {
    expect(await transcribe(new Int16Array(8_000))).toEqual({ transcript: "" });
    const { pcm } = await flite.speak(leakingSink.opening, "en-US", { voice: "m1" });
    const { transcript } = await transcribe(overTelephone(firstMs(pcm, 2_500)));
    expect(leakingSink.opening).toContain(transcript);
  });

  it("takes few other sentences for a phrase", async () => {
    const others = [
      "Could you bring me two pizzas and a beer?",
      "I never said such a thing.",
      "The weather is very nice today in London.",
      "My boiler is broken since Monday.",
      "What is your name?",
    ];
    const heard = await Promise.all(
      others.map(async (other) => {
        const { pcm } = await flite.speak(other, "en-US", { voice: "f3" });
        return transcribe(overTelephone(padded(pcm, 300, 200)));
      }),
    );
    expect(heard).toContainEqual({ transcript: "" });
    expect(heard.filter(({ transcript }) => transcript !== "").length).toBeLessThanOrEqual(2);
  });

  it("lets nobody wait behind many, and serves who comes later", async () => {
    const { pcm } = await flite.speak(phrases[0]!, "en-US", { voice: "f3" });
    const answers = await Promise.all(Array.from({ length: 12 }, () => upload(pcm)));
    const served = answers.filter(({ status }) => status === 200).length;
    expect(served).toBeGreaterThanOrEqual(8);
    expect(served).toBeLessThan(12);
    expect(answers.filter(({ status }) => status === 503)).toHaveLength(12 - served);
    expect((await upload(pcm)).status).toBe(200);
  });

  it("refuses what is no form, and words that no dictionary has", async () => {
    const response = await fetch(`${sphinx.url}/transcribe`, { method: "POST", body: "words" });
    expect(response.status).toBe(400);
    await expect(startPocketsphinx(["Xyzzqk opens."])).rejects.toThrow("xyzzqk");
  });
});
