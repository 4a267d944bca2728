import type { FakeLine } from "./fake-speech-socket.ts";

export const TRANSCRIPTION = "conversation.item.input_audio_transcription";
export const delta = (id: string, text: string): object => ({
  type: `${TRANSCRIPTION}.delta`,
  event_id: "e",
  item_id: id,
  content_index: 0,
  delta: text,
});
export const completed = (id: string, transcript: string): object => ({
  type: `${TRANSCRIPTION}.completed`,
  event_id: "e",
  item_id: id,
  content_index: 0,
  transcript,
  usage: { type: "duration", seconds: 1 },
});
export const committed = (id: string): object => ({
  type: "input_audio_buffer.committed",
  event_id: "e",
  item_id: id,
  previous_item_id: null,
});
export const bytesIn = (line: FakeLine): number =>
  line
    .texts()
    .filter(({ type }) => type === "input_audio_buffer.append")
    .reduce((sum, { audio }) => sum + Buffer.from(String(audio), "base64").length, 0);
export const commits = (line: FakeLine): unknown[] =>
  line.texts().filter(({ type }) => type === "input_audio_buffer.commit");
