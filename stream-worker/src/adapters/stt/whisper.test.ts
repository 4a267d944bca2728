import { afterEach, describe, expect, it } from "vitest";
import type { FakeWhisper } from "../../testing/fake-whisper.ts";
import { SECRET } from "../../testing/speech-faults.ts";
import { callWhisper, voice, type WhisperCall } from "../../testing/whisper-call.ts";

let server: FakeWhisper | null = null;
afterEach(() => server?.close());

async function call(...given: Parameters<typeof callWhisper>): Promise<WhisperCall> {
  const made = await callWhisper(...given);
  server = made.fake;
  return made;
}

describe("Whisper's three dialects", () => {
  it.each([
    [
      "OpenAI's",
      { kind: "openai", model: "whisper-large-v3" },
      "text",
      {
        path: "/v1/audio/transcriptions",
        fields: {
          model: "whisper-large-v3",
          language: "tr",
          response_format: "json",
          temperature: "0",
        },
        field: "file",
        rate: 8_000,
      },
    ],
    [
      "whisper.cpp's",
      { kind: "whisper_cpp" },
      "text",
      {
        path: "/inference",
        fields: {
          language: "tr",
          response_format: "json",
          temperature: "0.0",
          temperature_inc: "0.2",
        },
        field: "file",
        rate: 16_000,
      },
    ],
    [
      "one's own",
      { kind: "transcribe" },
      "transcript",
      { path: "/transcribe", fields: { language: "tr" }, field: "file", rate: 8_000 },
    ],
    [
      "one's own, with names of its own",
      {
        kind: "transcribe",
        path: "/asr/v2",
        fileField: "audio",
        languageField: null,
        resultKey: "said",
      },
      "said",
      { path: "/asr/v2", fields: {}, field: "audio", rate: 8_000 },
    ],
  ] as const)("%s", async (_, dialect, key, wanted) => {
    const { fake, log, say } = await call([{ json: { [key]: "Kombi bozuldu." } }], { dialect });
    say(600);
    await log.next("flushed");
    expect(log.story()).toEqual(["Kombi bozuldu.", "[flushed]"]);
    const [upload] = fake.uploads;
    expect(upload?.path).toBe(wanted.path);
    expect(upload?.fields).toEqual(wanted.fields);
    expect(upload?.file).toMatchObject({ field: wanted.field, name: "speech.wav" });
    expect(upload?.headers.authorization).toBe(`Bearer ${SECRET}`);
    const wav = new DataView(upload?.file.bytes.buffer as ArrayBuffer);
    expect([wav.getUint32(24, true), wav.getUint16(34, true), wav.byteLength]).toEqual([
      wanted.rate,
      16,
      44 + 0.6 * wanted.rate * 2,
    ]);
  });

  it("needs no key", async () => {
    const { fake, log, say } = await call([{ json: { transcript: "x" } }], { key: null });
    say(600);
    await log.next("flushed");
    expect(fake.uploads[0]?.headers.authorization).toBeUndefined();
  });
});

describe("utterances", () => {
  it("are sent with what lay before their onset, and without the silence around them", async () => {
    const { fake, log, stream, speak } = await call([{ json: { transcript: "Evet." } }]);
    speak(5_000, voice(1));
    stream.speechStarted(100);
    speak(500, voice(2));
    stream.flush();
    speak(5_000, voice(3));
    await log.next("flushed");
    expect(fake.uploads[0]?.file.bytes.length).toBe(44 + (300 + 100 + 500) * 16);
  });

  it("that are mere clicks, and pauses without speech, are answered without asking anybody", async () => {
    const { fake, log, stream, speak } = await call([{ json: { transcript: "x" } }]);
    stream.flush();
    await log.next("flushed");
    stream.speechStarted(0);
    speak(60);
    stream.flush();
    await log.next("flushed");
    expect(log.story()).toEqual(["[flushed]", "[flushed]"]);
    expect(fake.uploads).toEqual([]);
  });

  it("keep their order behind a slow upload, one request at a time", async () => {
    let release = (): void => undefined;
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { fake, log, stream, say } = await call([
      { when: slow, json: { transcript: "Bir." } },
      { json: { transcript: "İki." } },
    ]);
    say(600);
    await fake.upload(0);
    say(600);
    stream.flush();
    release();
    await log.next("flushed");
    await log.next("flushed");
    await log.next("flushed");
    expect(log.story()).toEqual(["Bir.", "[flushed]", "İki.", "[flushed]", "[flushed]"]);
    expect(fake.atOnce()).toBe(1);
  });

  it("of more than a minute are cut and sent, and nothing between is lost", async () => {
    const { fake, log, say } = await call([
      { json: { transcript: "Birinci." } },
      { json: { transcript: "İkinci." } },
    ]);
    say(65_000);
    await log.next("flushed");
    expect(log.story()).toEqual(["Birinci.", "İkinci.", "[flushed]"]);
    expect(fake.uploads.map(({ file }) => (file.bytes.length - 44) / 16)).toEqual([60_000, 5_000]);
  });

  it("give up on a server that does not keep up with speech", async () => {
    const { fake, log, say } = await call([{ stall: true }]);
    say(200);
    await fake.upload(0);
    for (let count = 0; count < 9; count += 1) say(200);
    expect((await log.next("failed")).fault).toBe("overloaded");
  });

  it.each([
    ["[BLANK_AUDIO]", voice(), []],
    ["<b>Evet</b>", voice(), ["Evet"]],
    ["Teşekkürler.", new Uint8Array(160).fill(0xff), []],
    ["Teşekkürler.", voice(), ["Teşekkürler."]],
  ])("that say %j", async (transcript, frame, told) => {
    const { log, say } = await call([{ json: { transcript } }]);
    say(600, frame);
    await log.next("flushed");
    expect(log.story()).toEqual([...told, "[flushed]"]);
  });
});

describe("a turn with pauses", () => {
  const said = (transcript: string) => ({ json: { transcript } });
  const lengthsMs = (fake: FakeWhisper): number[] =>
    fake.uploads.map(({ file }) => (file.bytes.length - 44) / 16);

  /** Each `speech` of its own flush, with so much silence before it. */
  async function inPieces(acts: string[], pauseMs: number, pieces: readonly number[]) {
    const { fake, log, say, speak } = await call(acts.map(said));
    for (const ms of pieces) {
      say(ms);
      await log.next("flushed");
      speak(pauseMs, new Uint8Array(160).fill(0xff));
    }
    return { fake, told: log.story().filter((one) => one !== "[flushed]") };
  }

  it("is recognised whole each time, and its new words are told", async () => {
    const { fake, told } = await inPieces(
      ["030", "030 23125", "030 23125 611."],
      1_000,
      [600, 700, 500],
    );
    expect(told).toEqual(["030", "23125", "611."]);
    // The pre-roll belongs to the pause.
    expect(lengthsMs(fake)).toEqual([600, 600 + 1_000 + 700, 600 + 1_000 + 700 + 1_000 + 500]);
  });

  it("gives the words that were lost in a piece too short to be understood", async () => {
    const { told } = await inPieces(["", "0 3 0, 2 3 1"], 1_000, [600, 700]);
    expect(told).toEqual(["0 3 0, 2 3 1"]);
  });

  it.each([
    ["the pieces cannot be told apart", "030 23", ["zero three zero", "23125"]],
    ["the second adds nothing", "Zero three zero.", ["zero three zero", "23125"]],
  ])("is recognised in pieces where %s", async (_, together, wanted) => {
    const { fake, told } = await inPieces(
      ["zero three zero", together, "23125"],
      1_000,
      [600, 700],
    );
    expect(told).toEqual(wanted);
    // With its pre-roll.
    expect(lengthsMs(fake)).toEqual([600, 2_300, 1_000]);
  });

  it("ends with a longer pause, and does not grow beyond what Whisper hears at once", async () => {
    const apart = await inPieces(["Evet.", "Hayır."], 3_500, [600, 700]);
    expect(apart.told).toEqual(["Evet.", "Hayır."]);
    await server?.close();
    const long = await inPieces(["Bir.", "İki."], 1_000, [20_000, 8_000]);
    expect(long.told).toEqual(["Bir.", "İki."]);
    expect(lengthsMs(long.fake)).toEqual([20_000, 8_300]);
  });
});

describe("partials", () => {
  it("come from the growing utterance while the server is fast", async () => {
    const { fake, log, stream, speak } = await call(
      [
        { json: { transcript: "Kombi" } },
        { json: { transcript: "Kombi boz" } },
        { json: { transcript: "Kombi bozuldu." } },
      ],
      { partialEveryMs: 700 },
    );
    stream.speechStarted(0);
    speak(1_400);
    await log.next("partial");
    speak(700);
    await log.next("partial");
    stream.flush();
    await log.next("flushed");
    expect(log.story()).toEqual(["~Kombi", "~Kombi boz", "Kombi bozuldu.", "[flushed]"]);
    // The first tick, at 700 ms, found too little.
    expect(fake.uploads.map(({ file }) => (file.bytes.length - 44) / 16)).toEqual([
      1_400, 2_100, 2_100,
    ]);
    expect(fake.atOnce()).toBe(1);
  });

  it("stop where the server is slow, until it answers fast again", async () => {
    let release = (): void => undefined;
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { fake, log, stream, speak, say } = await call(
      [{ when: slow, json: { transcript: "Kombi" } }, { json: { transcript: "Kombi." } }],
      { partialEveryMs: 700 },
    );
    stream.speechStarted(0);
    speak(2_000);
    release();
    await log.next("partial");
    speak(5_000);
    expect(fake.uploads).toHaveLength(1);
    stream.flush();
    await log.next("flushed");
    stream.speechStarted(0);
    speak(1_400);
    await log.next("partial");
    expect(fake.uploads).toHaveLength(3);
    say(0);
  });

  it("give way to the final", async () => {
    const { fake, log, stream, speak } = await call(
      [{ stall: true }, { json: { transcript: "Kombi." } }],
      { partialEveryMs: 700 },
    );
    stream.speechStarted(0);
    speak(1_400);
    const partial = await fake.upload(0);
    stream.flush();
    await log.next("flushed");
    expect(log.story()).toEqual(["Kombi.", "[flushed]"]);
    expect(partial.gone()).toBe(true);
  });

  it("that fail are forgotten", async () => {
    const { fake, log, stream, speak } = await call(
      [{ status: 500 }, { json: { transcript: "Kombi." } }],
      { partialEveryMs: 700 },
    );
    stream.speechStarted(0);
    speak(1_400);
    await fake.upload(0);
    stream.flush();
    await log.next("flushed");
    expect(log.story()).toEqual(["Kombi.", "[flushed]"]);
    expect(fake.uploads).toHaveLength(2);
  });
});
