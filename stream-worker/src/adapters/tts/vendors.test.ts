import { afterEach, describe, expect, it } from "vitest";
import { wavOf } from "../../domain/audio/wav.ts";
import { systemClock } from "../../runtime/clock.ts";
import { startFakeSoundServer, type FakeSoundServer } from "../../testing/fake-sound-server.ts";
import { sayWith, UNHURRIED } from "../../testing/spoken-text.ts";
import { createAzureVoice } from "./azure.ts";
import { createDeepgramVoice } from "./deepgram.ts";
import { createElevenLabs } from "./elevenlabs.ts";
import { createOpenAiVoice } from "./openai.ts";

let server: FakeSoundServer | null = null;
afterEach(() => server?.close());

const start = async (): Promise<string> => {
  server = await startFakeSoundServer({ body: [new Uint8Array(160).fill(0xd5)] });
  return server.url;
};
const patient = { clock: systemClock, ...UNHURRIED };
const LANGUAGES = ["en-US", "de-DE", "tr-TR", "ru-RU"] as const;

describe("Azure on the wire", () => {
  it("gets SSML and is asked for the carrier's own format", async () => {
    const voice = createAzureVoice({ key: "k", region: "x", baseUrl: await start(), ...patient });
    await sayWith(voice, { text: "Öl & <b>", language: "tr-TR" });
    const [request] = server?.requests ?? [];
    expect(request?.method).toBe("POST");
    expect(request?.url.pathname).toBe("/cognitiveservices/v1");
    expect(request?.headers).toMatchObject({
      "ocp-apim-subscription-key": "k",
      "content-type": "application/ssml+xml",
      "x-microsoft-outputformat": "raw-8khz-8bit-mono-mulaw",
    });
    expect(request?.headers["user-agent"]).toBeTruthy();
    expect(request?.body).toContain(
      '<voice name="tr-TR-EmelNeural">Öl &amp; &lt;b&gt;</voice></speak>',
    );
  });

  it("speaks with the voice that is named, the one set up, or its own", async () => {
    const voices = { "de-DE": "de-DE-ConradNeural" };
    const options = { key: "k", region: "x", baseUrl: await start(), ...patient, voices };
    const voice = createAzureVoice(options);
    await sayWith(voice, { text: "Hallo", language: "de-DE", voice: "de-DE-AmalaNeural" });
    for (const language of LANGUAGES) await sayWith(voice, { text: "Hallo", language });
    const names = server?.requests.map(({ body }) => /<voice name="([^"]*)"/u.exec(body)?.[1]);
    expect(names).toEqual([
      "de-DE-AmalaNeural",
      "en-US-JennyNeural",
      "de-DE-ConradNeural",
      "tr-TR-EmelNeural",
      "ru-RU-SvetlanaNeural",
    ]);
  });
});

describe("Deepgram on the wire", () => {
  it("is asked for bare mu-law, and for the languages it has", async () => {
    const voice = createDeepgramVoice({ key: "k", baseUrl: await start(), ...patient });
    expect(LANGUAGES.map((language) => voice.speaks(language))).toEqual([true, true, false, false]);
    await sayWith(voice, { text: "Guten Tag", language: "de-DE" });
    const [request] = server?.requests ?? [];
    expect(request?.url.pathname).toBe("/v1/speak");
    expect(Object.fromEntries(request?.url.searchParams ?? [])).toEqual({
      model: "aura-2-viktoria-de",
      encoding: "mulaw",
      sample_rate: "8000",
      container: "none",
    });
    expect(request?.headers.authorization).toBe("Token k");
    expect(JSON.parse(request?.body ?? "")).toEqual({ text: "Guten Tag" });
  });
});

describe("OpenAI on the wire", () => {
  it("gets model, voice and format, and its key", async () => {
    const voices = { "ru-RU": "cedar" };
    const voice = createOpenAiVoice({ key: "k", baseUrl: await start(), ...patient, voices });
    await sayWith(voice, { text: "Привет", language: "ru-RU" });
    const [request] = server?.requests ?? [];
    expect(request?.url.pathname).toBe("/v1/audio/speech");
    expect(request?.headers.authorization).toBe("Bearer k");
    expect(JSON.parse(request?.body ?? "")).toEqual({
      model: "gpt-4o-mini-tts",
      input: "Привет",
      voice: "cedar",
      response_format: "pcm",
    });
  });

  it("may be a server of one's own: without a key, with fewer languages, with files of any rate", async () => {
    const wav = wavOf(new Int16Array(16_000).fill(100), 16_000);
    server = await startFakeSoundServer({ headers: { "content-type": "audio/wav" }, body: [wav] });
    const languages = ["tr-TR"] as const;
    const own = {
      key: null,
      baseUrl: server.url,
      model: "piper",
      format: "wav",
      languages,
    } as const;
    const voice = createOpenAiVoice({ ...own, name: "local", ...patient });
    expect(voice.name).toBe("local");
    expect(LANGUAGES.map((language) => voice.speaks(language))).toEqual([
      false,
      false,
      true,
      false,
    ]);
    const { audio } = await sayWith(voice, { text: "Merhaba", language: "tr-TR" });
    expect(audio).toHaveLength(8_000);
    const [request] = server.requests;
    expect(request?.headers.authorization).toBeUndefined();
    expect(JSON.parse(request?.body ?? "")).toMatchObject({
      model: "piper",
      response_format: "wav",
    });
  });
});

describe("ElevenLabs over HTTP", () => {
  const SENTENCE = "This sentence has exactly sixty characters, as one can see. ";

  it("streams mu-law, names the language to the model that takes it, and carries the melody on", async () => {
    const base = { key: "k", transport: "http", baseUrl: await start(), ...patient } as const;
    const request = {
      text: "Hallo.",
      language: "de-DE",
      voice: "a/b",
      previousText: "Ja. ",
    } as const;
    await sayWith(createElevenLabs(base), request);
    await sayWith(createElevenLabs({ ...base, model: "eleven_multilingual_v2" }), request);
    const [flash, multilingual] = server?.requests ?? [];
    expect(flash?.url.href).toMatch(
      /\/v1\/text-to-speech\/a%2Fb\/stream\?output_format=ulaw_8000$/u,
    );
    expect(flash?.headers["xi-api-key"]).toBe("k");
    expect(JSON.parse(flash?.body ?? "")).toEqual({
      text: "Hallo.",
      model_id: "eleven_flash_v2_5",
      language_code: "de",
      previous_text: "Ja. ",
    });
    expect(JSON.parse(multilingual?.body ?? "")).toEqual({
      text: "Hallo.",
      model_id: "eleven_multilingual_v2",
      previous_text: "Ja. ",
    });
  });

  it("gets long texts in parts of at most 450 characters, at the ends of sentences", async () => {
    const voice = createElevenLabs({
      key: "k",
      transport: "http",
      baseUrl: await start(),
      ...patient,
    });
    const { audio } = await sayWith(voice, { text: SENTENCE.repeat(16), previousText: "Well. " });
    const bodies = server?.requests.map(({ body }) => JSON.parse(body) as Record<string, string>);
    expect(bodies?.map(({ text }) => text?.length)).toEqual([420, 420, 120]);
    expect(bodies?.map(({ text }) => text).join("")).toBe(SENTENCE.repeat(16));
    expect(bodies?.[0]?.["previous_text"]).toBe("Well. ");
    expect(bodies?.[1]?.["previous_text"]).toBe(SENTENCE.repeat(5));
    expect(audio).toHaveLength(480);
  });
});
