import type { Start, Stop } from "../ast.ts";
import type { Flow, Run } from "../running.ts";
import { absoluteFetch } from "./address.ts";

/**
 * Starts things beside the document and goes on at once. They belong to the call, not to the document, so an
 * update of the call leaves them running: seen by others, confirmed by no documentation.
 */
export async function runStart(run: Run, start: Start): Promise<Flow> {
  const { x, leg } = run;
  for (const noun of start.nouns) {
    switch (noun.noun) {
      case "Stream":
        x.streams.fork(leg, { ...noun, statusCallback: absoluteFetch(run, noun.statusCallback) });
        break;
      case "Recording":
        x.recordings.startOnLeg(leg, {
          channels: noun.channels,
          source: "StartCallRecordingTwiML",
          trim: noun.trim,
          statusCallback: absoluteFetch(run, noun.statusCallback),
        });
        break;
      case "Transcription":
        x.transcriptions.start(leg, {
          ...noun,
          statusCallback: absoluteFetch(run, noun.statusCallback),
        });
        break;
    }
  }
  return { go: "next" };
}

export async function runStop(run: Run, stop: Stop): Promise<Flow> {
  for (const noun of stop.nouns) {
    const kind =
      noun.noun === "Stream" ? "stream" : noun.noun === "Recording" ? "recording" : "transcription";
    for (const attachment of run.leg.attachments.values()) {
      if (attachment.kind === kind && (noun.name === undefined || attachment.name === noun.name))
        attachment.stop();
    }
  }
  return { go: "next" };
}
