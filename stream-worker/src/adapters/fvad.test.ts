import { afterEach, describe, expect, it } from "vitest";
import { LISTENING_PRESETS } from "../domain/activity/presets.ts";
import { encodeMulaw } from "../domain/mulaw.ts";
import type { VoiceActivity, VoiceActivityEvent, VoiceActivityStream } from "../ports/speech.ts";
import { hasEspeak, speak } from "../testing/espeak.ts";
import { atLoudness, holdTone, keyTones, mix, type Sound, whiteNoise } from "../testing/sounds.ts";
import { createFvad, loadFvad } from "./fvad.ts";

let fvad: VoiceActivity | null = null;
afterEach(() => fvad?.close());

type Told = VoiceActivityEvent & { readonly atMs: number };

async function listen(
  pcm: Int16Array,
  { settings = LISTENING_PRESETS.balanced, playing = false, frame = 160 } = {},
): Promise<Told[]> {
  fvad = await createFvad();
  const told: Told[] = [];
  const line = encodeMulaw(pcm);
  let pushed = 0;
  const stream = fvad.open(settings, (event) =>
    told.push({ ...event, atMs: pushed / 8 - event.agoMs }),
  );
  stream.playing(playing);
  for (let at = 0; at < line.length; at += frame) {
    pushed = Math.min(line.length, at + frame);
    stream.push(line.subarray(at, at + frame));
  }
  stream.close();
  stream.push(line);
  return told;
}

describe.skipIf(!hasEspeak)("WebRTC's detector", () => {
  const line = async (): Promise<{ pcm: Int16Array; fromMs: number; toMs: number }> => {
    const { sound, from, to } = await speak("tr", "Merhaba, musluk akıyor.");
    const pcm = mix(8_000 + sound.length + 8_000, [[8_000, sound]]);
    return { pcm, fromMs: 1_000 + from / 8, toMs: 1_000 + to / 8 };
  };

  it("tells where speech began and ended in a quiet room", async () => {
    const { pcm, fromMs, toMs } = await line();
    const told = await listen(pcm);
    expect(told[0]?.type).toBe("onset");
    expect(Math.abs((told[0]?.atMs ?? 0) - fromMs)).toBeLessThan(100);
    expect(told.at(-1)?.type).toBe("offset");
    // It goes on calling it speech for a while.
    expect(Math.abs((told.at(-1)?.atMs ?? 0) - toMs)).toBeLessThan(200);
  });

  it("says the same of frames of any size, but for how long ago it was", async () => {
    const { pcm } = await line();
    const places = (told: readonly Told[]): unknown[] => told.map(({ type, atMs }) => [type, atMs]);
    expect(places(await listen(pcm, { frame: 37 }))).toEqual(places(await listen(pcm)));
  });
});

const inLine = (sound: Sound): Int16Array => mix(sound.length + 4_000, [[4_000, sound]]);

describe("WebRTC's detector, without a word said", () => {
  it("hears nothing in silence", async () => {
    expect(await listen(new Int16Array(40_000))).toEqual([]);
  });

  /** How much of it counted as speech. */
  const spokenMs = async (sound: Sound, threshold: number, playing = false): Promise<number> => {
    const settings = { ...LISTENING_PRESETS.balanced, threshold };
    const pcm = inLine(sound);
    const told = await listen(pcm, { settings, playing });
    const ends = told.filter(({ type }) => type === "offset").map(({ atMs }) => atMs);
    return told
      .filter(({ type }) => type === "onset")
      .reduce((sum, { atMs }, index) => sum + (ends[index] ?? pcm.length / 8) - atMs, 0);
  };

  it("takes keys and a noise that sets in for speech, which Silero does not", async () => {
    expect(await spokenMs(atLoudness(keyTones(3_000), 1_500), 0.4)).toBeGreaterThan(1_000);
    expect(await spokenMs(atLoudness(whiteNoise(3_000), 2_500), 0.4)).toBeGreaterThan(1_000);
  });

  it("is stricter by a higher threshold, and while we speak", async () => {
    const tone = atLoudness(holdTone(4_000), 600);
    const lenient = await spokenMs(tone, 0.2);
    expect(await spokenMs(tone, 0.8)).toBeLessThan(lenient / 2);
    expect(await spokenMs(tone, 0.2, true)).toBeLessThan(lenient / 2);
  });

  it("gives its memory back, closed once, twice or by the end", async () => {
    const module = await loadFvad();
    const firstFree = (): number => {
      const detector = module._fvad_new();
      module._fvad_free(detector);
      return detector;
    };
    const activity = await createFvad(() => Promise.resolve(module));
    const before = firstFree();
    const open = (): VoiceActivityStream =>
      activity.open(LISTENING_PRESETS.balanced, () => undefined);
    for (let call = 0; call < 20; call += 1) {
      const stream = open();
      stream.close();
      stream.close();
    }
    const last = open();
    await activity.close();
    last.push(new Uint8Array(160));
    last.close();
    expect(firstFree()).toBe(before);
  });
});
