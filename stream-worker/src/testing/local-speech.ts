import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { wavOf } from "../domain/audio/wav.ts";

/** A letter of its voice lasts this long. */
const MS_PER_CHAR = 60;
const HZ = 8_000;

export type LocalSpeech = {
  readonly url: string;
  /** What the next upload is recognised as; one a sentence, the last one stays. */
  words: string;
  /** Texts it was asked to say, in order. */
  readonly said: string[];
  /** While true, uploads, or texts, are never answered. */
  deaf: boolean;
  dumb: boolean;
  /** Status in the place of an answer; null answers. */
  refuses: number | null;
  uploads(): number;
  close(): Promise<void>;
};

/** Sound of that length as a file, loud enough to count as a voice. */
export const voicedWav = (ms: number): Uint8Array<ArrayBuffer> => wavOf(voiced(ms), HZ);

/** Sound that rises and falls as speech does, loud enough to count as a voice. */
function voiced(ms: number): Int16Array {
  return Int16Array.from(
    { length: ms * (HZ / 1_000) },
    (_, at) => 6_000 * Math.sin(at * 0.17) * (0.6 + 0.4 * Math.sin(at * 0.003)),
  );
}

/** A recogniser (`/transcribe`) and a voice (`/v1/audio/speech`) on this machine, at a test's word. */
export async function startLocalSpeech(): Promise<LocalSpeech> {
  let uploads = 0;
  const json = (response: ServerResponse, body: object): void => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (speech.refuses !== null) {
        response.writeHead(speech.refuses);
        response.end();
      } else if (request.url === "/transcribe") {
        uploads += 1;
        if (!speech.deaf) json(response, { transcript: speech.words });
      } else {
        const { input } = JSON.parse(Buffer.concat(chunks).toString()) as { input: string };
        speech.said.push(input);
        if (speech.dumb) return;
        response.writeHead(200, { "content-type": "audio/wav" });
        response.end(voicedWav(input.trim().length * MS_PER_CHAR));
      }
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const speech: LocalSpeech = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    words: "",
    said: [],
    deaf: false,
    dumb: false,
    refuses: null,
    uploads: () => uploads,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return speech;
}
