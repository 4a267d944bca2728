import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** How one request is answered: a head, sound in pieces, and what comes after them. */
export type SoundAnswer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: readonly (Uint8Array | string)[];
  /** Default `end`; `stall` keeps the connection, `cut` drops it, `never` does not even send a head. */
  readonly after?: "end" | "stall" | "cut" | "never";
};

export type SoundRequestSeen = {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  /** Sends more after a `stall`. */
  write(bytes: Uint8Array): void;
  end(): void;
};

export type FakeSoundServer = {
  /** `http://…`, without a path. */
  readonly url: string;
  readonly requests: SoundRequestSeen[];
  /** TCP connections that were ever made. */
  connections(): number;
  /** The nth request, as soon as its body is there. */
  request(index: number): Promise<SoundRequestSeen>;
  /** Resolves when a connection was closed by the client before its answer ended. */
  aborted(): Promise<void>;
  close(): Promise<void>;
};

function perform(response: ServerResponse, answer: SoundAnswer): void {
  if (answer.after === "never") return;
  const { status = 200, headers = { "content-type": "audio/basic" }, body = [] } = answer;
  response.writeHead(status, headers);
  response.flushHeaders();
  for (const piece of body) response.write(piece);
  if (answer.after === "stall") return;
  if (answer.after === "cut") response.socket?.end();
  else response.end();
}

/**
 * A local server in the place of a vendor that answers text with sound over HTTP. Answers in order,
 * the last one again and again; sockets are refused with 403.
 */
export async function startFakeSoundServer(...answers: SoundAnswer[]): Promise<FakeSoundServer> {
  const waiting = new Set<() => void>();
  let aborts = 0;
  let connections = 0;
  const until = (test: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!test()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  const wake = (): void => {
    for (const look of waiting) look();
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    response.on("close", () => {
      if (response.writableEnded) return;
      aborts += 1;
      wake();
    });
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      fake.requests.push({
        method: request.method ?? "",
        url: new URL(request.url ?? "/", "http://fake"),
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        write: (bytes) => void response.write(bytes),
        end: () => void response.end(),
      });
      perform(response, answer ?? {});
      wake();
    });
  });
  server.on("connection", () => {
    connections += 1;
  });
  server.on("upgrade", (_, socket: Socket) => {
    socket.end("HTTP/1.1 403 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const fake: FakeSoundServer = {
    url: `http://127.0.0.1:${port}`,
    requests: [],
    connections: () => connections,
    async request(index) {
      await until(() => fake.requests.length > index);
      return fake.requests[index] as SoundRequestSeen;
    },
    aborted: () => until(() => aborts > 0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}
