import { loadSilero } from "../src/adapters/silero/model.ts";
import { silerosFile } from "../src/adapters/silero/silero.ts";
import { LISTENING_PRESETS } from "../src/domain/activity/presets.ts";
import { callsOf } from "./corpus/calls.ts";
import type { Options } from "./options.ts";
import { type Outcome, outcomeOf } from "./report/outcome.ts";
import { createBotVoice } from "./run/bot-voice.ts";
import { playCall } from "./run/play-call.ts";
import { createEspeak } from "./sound/espeak.ts";
import { surroundingsOf } from "./sound/surroundings.ts";

/** Plays the corpus, call by call. @param folder where rendered speech is kept */
export async function evaluate(
  { languages, splits, calls, draws, preset }: Omit<Options, "json">,
  folder: string,
  progress: (done: number, of: number) => void,
): Promise<Outcome[]> {
  const render = createEspeak(folder);
  const model = await loadSilero(silerosFile());
  const wanted = Array.from({ length: draws }, (_, index) => index + 1).flatMap((draw) =>
    languages.flatMap((language) => {
      const all = callsOf(language, draw);
      return splits.flatMap((split) => all.filter((call) => call.split === split).slice(0, calls));
    }),
  );
  const outcomes: Outcome[] = [];
  for (const [index, call] of wanted.entries()) {
    progress(index, wanted.length);
    const voice = createBotVoice(call.language, render);
    const noise = await surroundingsOf(call, render);
    const listening = LISTENING_PRESETS[preset];
    const happened = await playCall(call, { render, model, voice, noise, listening });
    outcomes.push(...happened.map(outcomeOf));
  }
  await model.release();
  return outcomes;
}
