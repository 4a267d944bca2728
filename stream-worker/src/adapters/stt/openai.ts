import type { Language } from "@patchbay/contracts";
import { z } from "zod";
import type { SpeechFault, SpeechToText } from "../../ports/speech.ts";
import { createGate } from "./gate.ts";
import { createItems } from "./openai-items.ts";
import { BYTES_PER_MS } from "./unsent.ts";
import { openVendorStream, type StreamingOptions } from "./vendor-stream.ts";

const BASE_URL = "wss://api.openai.com";
const MODEL = "gpt-live-transcribe";
const BATCH_MS = 40;
/** The vendor refuses to commit less. */
const LEAST_MS = 100;

const event = z.object({
  type: z.string(),
  item_id: z.string().optional(),
  delta: z.string().optional(),
  transcript: z.string().optional(),
  error: z
    .object({
      type: z.string().nullish(),
      code: z.string().nullish(),
      event_id: z.string().nullish(),
    })
    .optional(),
});

export type OpenAiTranscriptionOptions = StreamingOptions & {
  readonly model?: string;
  /** How long the model may wait for better words; only `gpt-realtime-whisper` knows it. */
  readonly delay?: "minimal" | "low" | "medium" | "high" | "xhigh";
};

function setUp(options: OpenAiTranscriptionOptions, language: Language): string {
  return JSON.stringify({
    type: "session.update",
    session: {
      type: "transcription",
      audio: {
        input: {
          format: { type: "audio/pcmu" },
          transcription: {
            model: options.model ?? MODEL,
            language: language.slice(0, 2),
            ...(options.delay !== undefined && { delay: options.delay }),
          },
          // Our endpointing decides; the vendor is asked by a commit.
          turn_detection: null,
        },
      },
    },
  });
}

function faultOf(type: string, code: string): SpeechFault {
  if (/rate_limit|overload|capacity|server_error/u.test(`${type} ${code}`)) return "overloaded";
  // An hour is the longest session; the next begins anew.
  if (code === "session_expired") return "cut";
  return "refused";
}

const flushOf = (eventId: string | null | undefined): number | null => {
  const found = /^flush_(\d+)$/u.exec(eventId ?? "")?.[1];
  return found === undefined ? null : Number(found);
};

/**
 * OpenAI's realtime transcription. Audio goes out only while the caller speaks, and each flush
 * commits it as one item: whole items are heard best, and silence is not paid for.
 */
export function createOpenAiTranscription(options: OpenAiTranscriptionOptions): SpeechToText {
  return {
    name: "openai",
    speaks: () => true,
    open({ language, hear }) {
      let flush = 0;
      let committedMs = 0;
      const stream = openVendorStream(options, hear, {
        url: `${options.baseUrl ?? BASE_URL}/v1/realtime?intent=transcription`,
        headers: { Authorization: `Bearer ${options.key}` },
        batchBytes: BATCH_MS * BYTES_PER_MS,
        settleMs: null,
        hello: [setUp(options, language)],
        encode: (audio) =>
          JSON.stringify({
            type: "input_audio_buffer.append",
            audio: Buffer.from(audio.buffer, audio.byteOffset, audio.length).toString("base64"),
          }),
        receive(message) {
          const parsed = event.safeParse(message);
          if (!parsed.success) return stream.fail("garbage");
          receive(parsed.data);
        },
      });
      const items = createItems(stream.telling, (answered) => stream.flushes.answer(answered));

      const receive = ({ type, item_id: id, ...rest }: z.infer<typeof event>): void => {
        switch (type) {
          case "input_audio_buffer.committed":
            if (id === undefined) return stream.fail("garbage");
            stream.flushes.progress();
            return items.acknowledged(id);
          case "conversation.item.input_audio_transcription.delta":
            if (id === undefined) return stream.fail("garbage");
            if (rest.delta) stream.flushes.progress();
            return items.delta(id, rest.delta ?? "");
          case "conversation.item.input_audio_transcription.completed":
            if (id === undefined || rest.transcript === undefined) return stream.fail("garbage");
            stream.flushes.progress();
            return items.completed(id, rest.transcript);
          case "conversation.item.input_audio_transcription.failed":
            // Its words are lost here, and found again by whoever hears the utterance next.
            return stream.fail(rest.error?.type === "rate_limit_error" ? "overloaded" : "cut");
          case "error":
            if (rest.error?.code === "input_audio_buffer_commit_empty")
              return items.rejected(flushOf(rest.error.event_id));
            return stream.fail(faultOf(rest.error?.type ?? "", rest.error?.code ?? ""));
          default:
            return;
        }
      };

      const gate = createGate((audio) => stream.line.audio(audio));
      return {
        push(audio) {
          if (stream.telling.ended()) return;
          stream.pushed();
          gate.push(audio);
        },
        speechStarted: (agoMs) => gate.speechStarted(agoMs),
        flush() {
          if (stream.telling.ended()) return;
          gate.flush();
          flush += 1;
          stream.flushes.asked(flush);
          const givenMs = stream.line.givenMs();
          if (givenMs - committedMs < LEAST_MS) {
            items.empty(flush);
            // Not from within the call that asks.
            return queueMicrotask(items.tell);
          }
          committedMs = givenMs;
          items.committed(flush);
          stream.line.message(
            JSON.stringify({ type: "input_audio_buffer.commit", event_id: `flush_${flush}` }),
          );
        },
        close: () => stream.close(),
      };
    },
  };
}
