import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadSilero, type SileroModel } from "../src/adapters/silero/model.ts";
import { silerosFile } from "../src/adapters/silero/silero.ts";
import { LISTENING_PRESETS } from "../src/domain/activity/presets.ts";
import type { Call } from "./corpus/calls.ts";
import type { Act } from "./corpus/items.ts";
import { segmentsOf } from "./corpus/segments.ts";
import { outcomeOf } from "./report/outcome.ts";
import { createBotVoice } from "./run/bot-voice.ts";
import { playCall } from "./run/play-call.ts";
import { createEspeak, hasEspeak } from "./sound/espeak.ts";

const STATEMENT =
  "Thank you, I have noted that. A colleague will look at it, and a technician will bring everything.";

function call(...acts: (readonly [name: string, bot: string, act: Act])[]): Call {
  return {
    id: "smoke",
    seed: "smoke",
    language: "en-US",
    split: "tuning",
    speaker: { variant: "f2", wordsAMinute: 165, pitch: 50, levelDb: -24, tempo: 1 },
    surroundings: { noise: "none", snrDb: 60, echoDb: null },
    items: acts.map(([name, bot, act]) => ({
      id: `en-US/${name}/smoke`,
      seed: `${name}/smoke`,
      language: "en-US",
      split: "tuning",
      bot,
      asks: "open",
      act,
    })),
  };
}

const ANSWER: Act = {
  kind: "answer",
  afterMs: 400,
  segments: segmentsOf("The heating is broken and // it is cold in the living room"),
};

/** A second and a half of work, and a hundred runs of a small program. */
const PATIENCE_MS = 60_000;

describe.runIf(await hasEspeak())("a labelled call on the real engine (needs espeak-ng)", () => {
  let folder: string;
  let model: SileroModel;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "eval-voice-"));
    model = await loadSilero(silerosFile());
  });
  afterAll(async () => {
    await model.release();
    await rm(folder, { recursive: true, force: true });
  });

  async function play(
    what: Call,
    {
      listening = LISTENING_PRESETS.balanced,
    }: { listening?: typeof LISTENING_PRESETS.balanced } = {},
  ) {
    const render = createEspeak(folder);
    const voice = createBotVoice("en-US", render);
    const noise = new Float32Array(0);
    return (await playCall(what, { render, model, voice, noise, listening })).map((one) => ({
      ...outcomeOf(one),
      texts: one.decisions.flatMap((two) => (two.type === "commit" ? [two.commit.text] : [])),
    }));
  }

  it(
    "hears an answer out, goes on at a murmur and stops at an interruption",
    async () => {
      const [answer, murmur, bargeIn] = await play(
        call(
          ["open", "What has happened?", ANSWER],
          ["murmur", STATEMENT, { kind: "murmur", at: 0.3, segments: segmentsOf("okay") }],
          [
            "barge_in",
            STATEMENT,
            { kind: "bargeIn", atMs: 2_500, segments: segmentsOf("No that's wrong") },
          ],
        ),
      );
      expect(answer?.turn?.cutOff).toBe(false);
      expect(answer?.texts).toEqual(["The heating is broken and it is cold in the living room"]);
      expect(murmur?.overlap).toMatchObject({ clearMs: null, resumed: true });
      expect(bargeIn?.overlap?.holdMs).toBeLessThan(250);
      expect(bargeIn?.overlap?.clearMs).toBeLessThan(900);
      expect(Math.abs(bargeIn?.heardErrors[0] ?? 9)).toBeLessThanOrEqual(1);
    },
    PATIENCE_MS,
  );

  it(
    "counts the same answer as cut off where the engine is given no patience",
    async () => {
      const listening = { ...LISTENING_PRESETS.balanced, patienceMs: 200 };
      const [answer] = await play(call(["open", "What has happened?", ANSWER]), { listening });
      expect(answer?.turn?.cutOff).toBe(true);
    },
    PATIENCE_MS,
  );
});
