import type { Call } from "../corpus/calls.ts";
import type { Act, Item } from "../corpus/items.ts";
import { actClip } from "../sound/act-clip.ts";
import type { Render } from "../sound/espeak.ts";
import { type Heard, heardOf } from "./heard.ts";
import { openStage, type Parts, type Stage } from "./stage.ts";
import type { Decision } from "./watch.ts";

/** The room is known before anybody speaks, as it is after any greeting. */
const ROOM_MS = 1_000;
/** After this long without an end of turn there will be none that anybody waits for. */
const GIVE_UP_MS = 5_000;
const REST_MS = 900;
/** A bot that is never quiet again, or a line that never comes: the run must end all the same. */
const MOST_MS = 40_000;
const BYTES_PER_MS = 8;

/** What happened at one labelled turn. Instants are milliseconds of the call. */
export type Happened = {
  readonly item: Item;
  readonly call: Call;
  /** Where the caller's sound lies; a key has no length. */
  readonly from: number;
  readonly to: number;
  readonly decisions: readonly Decision[];
  /** For each reply of the bot's that was cut meanwhile. */
  readonly heard: readonly Heard[];
};

/** Plays one call through the engine in virtual time, turn by turn. */
export async function playCall(
  call: Call,
  parts: Parts & { readonly render: Render },
): Promise<Happened[]> {
  const stage = openStage(call, parts);
  const happened: Happened[] = [];
  await stage.until(() => stage.now() >= ROOM_MS, MOST_MS);
  for (const item of call.items) happened.push(await playItem(item, call, stage, parts));
  stage.close();
  return happened;
}

async function playItem(
  item: Item,
  call: Call,
  stage: Stage,
  { voice, render }: Parts & { readonly render: Render },
): Promise<Happened> {
  const { act } = item;
  const clip = await actClip(item, call, render);
  await stage.quietFor(REST_MS, MOST_MS);
  const first = stage.watch.decisions.length;
  stage.botSays(item.bot);
  await stage.until(stage.botSounds, MOST_MS);
  const lineMs = (await voice.words(item.bot)).at(-1)?.endMs ?? 0;
  const startAt = stage.now() + startOf(act, lineMs);
  await stage.until(() => stage.now() >= startAt, MOST_MS);

  const from = stage.now();
  const to = from + (clip === null ? 0 : clip.samples.length / BYTES_PER_MS);
  if (clip === null) stage.key("1");
  else stage.callerSays(clip);
  await stage.until(() => stage.now() >= to, MOST_MS);
  const isOver = (): boolean =>
    stage.watch.decisions.slice(first).some((one) => one.type === "commit" && one.at >= to);
  if (act.kind === "answer" || act.kind === "bargeIn") await stage.until(isOver, GIVE_UP_MS);
  await stage.quietFor(REST_MS, MOST_MS);

  const decisions = stage.watch.decisions.slice(first);
  const heard = await heardOf(decisions, stage.watch.sounds, stage.carrier, voice);
  return { item, call, from, to, decisions, heard };
}

/** When the caller begins, milliseconds after the bot's line does, which lasts `lineMs`. */
function startOf(act: Act, lineMs: number): number {
  switch (act.kind) {
    case "answer":
      return lineMs + act.afterMs;
    case "bargeIn":
    case "key":
      return act.atMs;
    case "murmur":
    case "sound":
      return act.at * lineMs;
  }
}
