import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";
import { deepgramResults } from "../../../stream-worker/src/testing/fake-deepgram.ts";
import { voicedWav } from "../../../stream-worker/src/testing/local-speech.ts";

const MS_PER_CHAR = 60;
const BYTES_PER_MS = 8;

/** One call's line to the recogniser that hears as the call goes on. */
export interface Ear {
  /** Audio that came, mu-law. */
  bytes(): number;
  partial(words: string): void;
  /** Answers the oldest question for what is still to be told. */
  finish(words: string): void;
}

/** Every vendor a worker hears and speaks with, on this machine and in no time of its own. */
export interface SpeechHouse {
  /** For `LOCAL_RECOGNISER_URL` and `LOCAL_VOICE_URL`. */
  readonly url: string;
  /** For `DEEPGRAM_URL`. */
  readonly earUrl: string;
  /** Ears in the order they were opened; those of calls that are over stay. */
  readonly ears: Ear[];
  /** Whether the voice's connections stay for the next text, as vendors' do. */
  keepsAlive: boolean;
  /** Told of a file to be recognised, with the call's language ("en"). */
  transcribe(language: string, answer: (words: string) => void): void;
  /** An ear is asked for its last words. */
  asked(ear: Ear): void;
  /** The sound of a text by the voice of that name. */
  say(text: string, voice: string): Uint8Array | Promise<Uint8Array>;
  close(): Promise<void>;
}

function earOf(socket: WebSocket, asked: (ear: Ear) => void): Ear {
  let bytes = 0;
  const tell = (words: string, final: boolean): void => {
    const endMs = bytes / BYTES_PER_MS;
    const heard = words === "" ? [] : ([[words, Math.max(0, endMs - 500), endMs]] as const);
    socket.send(JSON.stringify(deepgramResults(heard, { endMs, final, fromFinalize: final })));
  };
  const ear: Ear = {
    bytes: () => bytes,
    partial: (words) => tell(words, false),
    finish: (words) => tell(words, true),
  };
  socket.on("message", (data: Buffer, isBinary) => {
    if (isBinary) bytes += data.length;
    else if (data.includes("Finalize")) asked(ear);
  });
  socket.on("error", () => undefined);
  return ear;
}

export async function startSpeechHouse(): Promise<SpeechHouse> {
  const transcribe = (body: Buffer, response: ServerResponse): void => {
    const language = /name="language"\s+(\w\w)/u.exec(body.toString("latin1"))?.[1] ?? "en";
    house.transcribe(language, (words) => {
      if (response.destroyed) return;
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ transcript: words }));
    });
  };
  const speak = async (body: Buffer, response: ServerResponse): Promise<void> => {
    const { input, voice } = JSON.parse(body.toString()) as { input: string; voice: string };
    const sound = await house.say(input, voice);
    response.writeHead(200, {
      "content-type": "audio/wav",
      connection: house.keepsAlive ? "keep-alive" : "close",
    });
    response.end(sound);
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      if (request.url === "/transcribe") transcribe(body, response);
      else speak(body, response).catch(() => response.destroy());
    });
  });
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket) => {
    house.ears.push(earOf(socket, (ear) => house.asked(ear)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  const house: SpeechHouse = {
    url: `http://127.0.0.1:${port}`,
    earUrl: `ws://127.0.0.1:${port}`,
    ears: [],
    keepsAlive: true,
    transcribe: (_, answer) => answer(""),
    asked: (ear) => ear.finish(""),
    say: (text) => voicedWav(text.trim().length * MS_PER_CHAR),
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
  return house;
}
