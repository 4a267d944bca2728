import {
  startFakeSpeechSocket,
  type FakeLine,
  type FakeSpeechSocket,
} from "./fake-speech-socket.ts";

const TICKS_PER_MS = 10_000;

export type AzureMessage = {
  readonly path: string;
  readonly headers: Map<string, string>;
  readonly body: string | Buffer;
};

/** Text: headers, an empty line, a body. Binary: two bytes of length before the headers. */
export function readAzure(message: string | Buffer): AzureMessage {
  const headerBytes = typeof message === "string" ? 0 : message.readUInt16BE(0);
  const [head = "", text = ""] =
    typeof message === "string"
      ? message.split("\r\n\r\n", 2)
      : [message.subarray(2, 2 + headerBytes).toString("latin1")];
  const headers = new Map(
    head
      .split("\r\n")
      .filter((line) => line.includes(":"))
      .map((line) => {
        const at = line.indexOf(":");
        return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()] as const;
      }),
  );
  return {
    path: headers.get("path") ?? "",
    headers,
    body: typeof message === "string" ? text : message.subarray(2 + headerBytes),
  };
}

export type FakeAzure = FakeSpeechSocket & {
  /** Says a message of this path on a line, for the request that it serves. */
  say(line: FakeLine, path: string, body: object): void;
};

/** Audio after the WAV header that comes first, bytes. */
export function azureAudioBytes(line: FakeLine): number {
  const audio = line.heard.map(readAzure).filter(({ path }) => path === "audio");
  return audio.slice(1).reduce((sum, { body }) => sum + body.length, 0);
}

type Word = readonly [text: string, startMs: number, endMs: number];

/** `speech.hypothesis`. */
export function hypothesis(text: string, endMs: number): object {
  return { Text: text, Offset: 0, Duration: endMs * TICKS_PER_MS };
}

/** A `speech.phrase` in the detailed format, with times of words. */
export function phrase(words: readonly Word[], endMs: number, startMs = 0): object {
  const text = words.map(([word]) => word).join(" ");
  return {
    Id: "p",
    RecognitionStatus: text === "" ? "NoMatch" : "Success",
    Offset: startMs * TICKS_PER_MS,
    Duration: (endMs - startMs) * TICKS_PER_MS,
    Channel: 0,
    DisplayText: text,
    ...(text !== "" && {
      NBest: [
        {
          Confidence: 0.91,
          Lexical: text.toLowerCase(),
          ITN: text,
          MaskedITN: text,
          Display: text,
          Words: words.map(([word, from, to]) => ({
            Word: word.toLowerCase(),
            Offset: from * TICKS_PER_MS,
            Duration: (to - from) * TICKS_PER_MS,
          })),
        },
      ],
    }),
  };
}

/** Azure's speech service, as far as its SDK needs it. Begins a turn with the first audio. */
export async function startFakeAzure(): Promise<FakeAzure> {
  const socket = await startFakeSpeechSocket();
  const requests = new Map<FakeLine, string>();
  const say = (line: FakeLine, path: string, body: object): void =>
    line.say(
      `X-RequestId:${requests.get(line) ?? ""}\r\nContent-Type:application/json; charset=utf-8\r\nPath:${path}\r\n\r\n${JSON.stringify(body)}`,
    );
  socket.react = (line, message) => {
    const { path, headers } = readAzure(message);
    if (path !== "audio" || requests.has(line)) return;
    requests.set(line, headers.get("x-requestid") ?? "");
    say(line, "turn.start", { context: { serviceTag: "t" } });
  };
  return Object.assign(socket, { say });
}
