import { randomUUID } from "node:crypto";
import { Router } from "express";
import type { Logger } from "pino";
import type { Utterance } from "@patchbay/contracts";
import { z } from "zod";
import { carrierTime, onCallClock } from "../domain/call-clock.ts";
import type { CallState } from "../domain/call-state.ts";
import { isSpokenByUs } from "../domain/spoken.ts";
import { storable } from "../domain/storable.ts";
import type { CallStore, Clock, Publisher, StoryStore } from "../ports.ts";
import type { CallRuntime } from "../runtime/call-runtime.ts";
import { whileAway } from "../runtime/while-away.ts";
import { paramsOf, type CarrierParams } from "./carrier-door.ts";

const PATIENCE_MS = 10_000;
const OPEN_MOST = 2000;
/** What a recogniser without words says of a stretch of speech. */
const NO_WORDS = "[not transcribed]";

const data = z.object({ transcript: z.string(), confidence: z.number().optional() });

export interface TranscriptionDeps {
  runtime: CallRuntime;
  store: Pick<CallStore, "load">;
  story: Pick<StoryStore, "addUtterance">;
  publisher: Pick<Publisher, "partial">;
  clock: Clock;
  log: Logger;
}

interface Open {
  id: string;
  startedMs: number;
}

/** The carrier's recogniser, which hears operators' phases. Its words become utterances on the call's clock. */
export function carrierTranscriptionRoutes(deps: TranscriptionDeps): Router {
  const { runtime, store, story, publisher, clock } = deps;
  /** Stretches of speech that have begun, by recognition and track. */
  const open = new Map<string, Open>();
  const router = Router();

  function begun(key: string, startedMs: number): Open {
    const known = open.get(key);
    if (known !== undefined) return known;
    if (open.size >= OPEN_MOST) open.delete(open.keys().next().value ?? "");
    const fresh = { id: randomUUID(), startedMs };
    open.set(key, fresh);
    return fresh;
  }

  async function take(callId: string, params: CarrierParams): Promise<void> {
    const state = runtime.latest(callId) ?? (await store.load(callId))?.state;
    const said = readData(params["TranscriptionData"]);
    if (state === undefined || said === undefined) return;
    const isUnknown = said.transcript.trim() === NO_WORDS;
    const keyOf = (by: string): string => `${params["TranscriptionSid"]}:${by}`;
    const isOpen = open.has(keyOf("operator")) && (isUnknown || said.transcript.trim() === "");
    const isCaller = params["Track"] === "inbound_track";
    const speaker = isCaller ? "caller" : speakerOf(state, said.transcript, isOpen);
    // Who joins may be speaking already: without words that is no announcement of ours.
    if (speaker === "system" && said.transcript.trim() === "") return;
    const key = keyOf(speaker);
    const nowMs = onCallClock(state, carrierTime(params["Timestamp"], clock.now()));
    const stretch = begun(key, nowMs);
    const text = isUnknown ? "" : (storable(said.transcript.slice(0, 8000)) as string);
    if (params["Final"] !== "true") {
      publisher.partial({ callId, id: stretch.id, speaker, text, startedMs: stretch.startedMs });
      return;
    }
    open.delete(key);
    const utterance: Utterance = {
      id: stretch.id,
      speaker,
      speakerName: nameOf(speaker, state),
      text,
      language: state.language,
      startedMs: stretch.startedMs,
      endedMs: Math.max(nowMs, stretch.startedMs),
      heard: null,
      interrupted: false,
      confidence: said.confidence ?? null,
      untranscribed: isUnknown,
    };
    const receipt = {
      sessionId: (params["TranscriptionSid"] ?? "").slice(0, 64),
      sequence: Number.parseInt(params["SequenceId"] ?? "0", 10) || 0,
    };
    await whileAway(PATIENCE_MS, () =>
      runtime.tell(callId, () => story.addUtterance(callId, receipt, utterance)),
    );
  }

  router.post("/transcription", async (request, response) => {
    const params = paramsOf(request);
    const callId = z.uuid().safeParse(request.query["call"]).data;
    if (callId !== undefined && params["TranscriptionEvent"] === "transcription-content")
      await take(callId, params);
    else if (params["TranscriptionEvent"] === "transcription-error")
      deps.log.warn({ callId }, "the carrier's recogniser failed");
    response.status(204).end();
  });
  return router;
}

function readData(text: string | undefined): z.infer<typeof data> | undefined {
  try {
    return data.safeParse(JSON.parse(text ?? "")).data;
  } catch {
    return undefined;
  }
}

/**
 * What the caller hears while nobody is with them is the carrier's own voice; its last sentence
 * may end when the operator is back already, so it is known by its words as well.
 */
function speakerOf(state: CallState, text: string, isOpen: boolean): "operator" | "system" {
  if (isSpokenByUs(text)) return "system";
  const isWith = state.holder.kind === "operator" && state.phase === "connected" && !state.onHold;
  // What they were saying when they left ends a moment later.
  return isWith || isOpen ? "operator" : "system";
}

function nameOf(speaker: "caller" | "operator" | "system", state: CallState): string | null {
  if (speaker === "caller") return state.callerName;
  return speaker === "operator" && state.holder.kind === "operator" ? state.holder.name : null;
}
