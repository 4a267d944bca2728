import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { wavOf } from "../../domain/audio/wav.ts";
import { energyOf, rms } from "../../domain/mulaw.ts";
import type { Clock } from "../../ports.ts";
import type { TextToSpeech } from "../../ports/speech.ts";
import { systemClock } from "../../runtime/clock.ts";
import { sayWith, UNHURRIED } from "../../testing/spoken-text.ts";
import { watchedClock } from "../../testing/watched-clock.ts";
import { createLocalVoice } from "./local.ts";

const LANGUAGES = ["en-US", "de-DE", "tr-TR", "ru-RU"] as const;
const spoken = (voice: TextToSpeech): boolean[] => LANGUAGES.map((one) => voice.speaks(one));

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "patchbay-voice-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** A program of our own under the name of a voice; `$0.sound` is 100 ms of it. */
async function install(name: string, script: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(`${file}.sound`, wavOf(new Int16Array(800).fill(1_000), 8_000));
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}
/** A run has written its number down. */
async function started(file: string): Promise<void> {
  const number = (): string =>
    existsSync(`${file}.pid`) ? readFileSync(`${file}.pid`, "utf8") : "";
  await expect.poll(number, { interval: 5 }).toMatch(/\d\n/u);
}

/** The run that wrote its number down is no more. */
async function gone(file: string): Promise<void> {
  await started(file);
  const pid = Number(await readFile(`${file}.pid`, "utf8"));
  await expect.poll(() => existsSync(`/proc/${pid}`), { interval: 5 }).toBe(false);
  await rm(`${file}.pid`);
}
const local = (clock: Clock = systemClock): TextToSpeech =>
  createLocalVoice({
    clock,
    paths: ["/nowhere", folder],
    ...(clock === systemClock && UNHURRIED),
  });

describe("programs of this machine as voices", () => {
  it("speak the languages of those that are there", async () => {
    expect(spoken(local())).toEqual([false, false, false, false]);
    await writeFile(path.join(folder, "espeak-ng"), "not to be run");
    expect(spoken(local())).toEqual([false, false, false, false]);
    await install("flite", "");
    expect(spoken(local())).toEqual([true, false, false, false]);
    await install("espeak-ng", "");
    expect(spoken(local())).toEqual([true, true, true, true]);
  });

  it("get the words by their input alone and never a voice that is no name", async () => {
    const file = await install("espeak-ng", 'echo "$@" >"$0.args"; cat >"$0.in"; cat "$0.sound"');
    const text = "-w /tmp/x; Der Code ist 4711.";
    const { audio, fault } = await sayWith(local(), { text, language: "de-DE", voice: "de+m3" });
    expect([fault, audio.length]).toEqual([null, 800]);
    expect(await readFile(`${file}.in`, "utf8")).toBe(text);
    expect(await readFile(`${file}.args`, "utf8")).toBe("-v de+m3 -s 162 -b 1 --stdin --stdout\n");
    for (const voice of ["--path=/tmp", "de -w x", "/tmp/voice", ""]) {
      const said = await sayWith(local(), { text, language: "de-DE", voice });
      expect(said).toMatchObject({ fault: "refused", pieces: [] });
    }
  });

  it("say English sentence by sentence with flite, and where each ends", async () => {
    const file = await install(
      "flite",
      'echo "$@" >>"$0.args"; cat /dev/stdin >>"$0.in"; cat "$0.sound" >/dev/stdout',
    );
    const { pieces, fault } = await sayWith(local(), { text: "Dr. Café's here. Are you? 🙂" });
    expect(fault).toBeNull();
    expect(pieces.map((piece) => (piece.type === "timing" ? piece : piece.audio.length))).toEqual([
      800,
      { type: "timing", ms: 100, chars: 17 },
      800,
      { type: "timing", ms: 200, chars: 26 },
    ]);
    expect(await readFile(`${file}.in`, "utf8")).toBe("Dr. Cafe's here. Are you? ");
    expect(await readFile(`${file}.args`, "utf8")).toMatch(/^(-voice slt -f \S+ -o \S+\n){2}$/u);
  });

  it.each([
    ["fails", "exit 1", "cut"],
    ["says nothing", "exit 0", "silent"],
    ["writes no sound", 'echo "Error: no such voice"', "garbage"],
  ])("name the fault of a program that %s", async (_, script, fault) => {
    await install("espeak-ng", script);
    const said = await sayWith(local(), { text: "Hello.", language: "de-DE" });
    expect(said).toMatchObject({ fault, pieces: [] });
  });

  it("are stopped after a minute of sound", async () => {
    const file = await install("espeak-ng", 'echo $$ >"$0.pid"; cat "$0.head"; exec cat /dev/zero');
    await writeFile(`${file}.head`, wavOf(new Int16Array(0), 8_000));
    const { fault, audio } = await sayWith(local(), { text: "Hello.", language: "de-DE" });
    expect(fault).toBe("garbage");
    expect(audio.length).toBeLessThanOrEqual(480_000);
    await gone(file);
  });

  it("are killed when they take too long, and when the text is not wanted", async () => {
    const file = await install("espeak-ng", 'echo $$ >"$0.pid"; exec sleep 100');
    const clock = watchedClock();
    const voice = local(clock);
    const late = sayWith(voice, { text: "Hello.", language: "de-DE" });
    await started(file);
    clock.advance(1_500);
    expect(await late).toMatchObject({ fault: "silent" });
    await gone(file);

    const controller = new AbortController();
    const unwanted = sayWith(voice, { text: "Hello.", language: "de-DE" }, controller.signal);
    await started(file);
    controller.abort();
    expect(await unwanted).toMatchObject({ fault: "aborted" });
    await gone(file);
  });
});

const programs = ["/usr/bin/espeak-ng", "/usr/bin/flite"];
describe.skipIf(!programs.every((one) => existsSync(one)))("Debian's espeak-ng and flite", () => {
  const TEXTS = {
    "en-US": "How can I help you today?",
    "de-DE": "Wie kann ich Ihnen heute helfen?",
    "tr-TR": "Bugün size nasıl yardımcı olabilirim?",
    "ru-RU": "Чем я могу вам сегодня помочь?",
  };
  it.each(LANGUAGES)(
    "speak %s: loud enough and as long as such a sentence takes",
    async (language) => {
      const voice = createLocalVoice({
        clock: systemClock,
        paths: ["/usr/bin"],
        ...UNHURRIED,
      });
      const { audio, fault } = await sayWith(voice, { text: TEXTS[language], language });
      expect(fault).toBeNull();
      expect(audio.length / 8_000).toBeGreaterThan(1);
      expect(audio.length / 8_000).toBeLessThan(4);
      expect(rms(energyOf(audio), audio.length)).toBeGreaterThan(500);
    },
  );
});
