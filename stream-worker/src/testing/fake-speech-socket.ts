import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";

/** One connection to the fake, as the vendor would see it. */
export type FakeLine = {
  /** Path and query of the request. */
  readonly url: URL;
  readonly headers: IncomingMessage["headers"];
  /** Messages in the order they came; audio as bytes. */
  readonly heard: (string | Buffer)[];
  readonly texts: () => Record<string, unknown>[];
  readonly audioBytes: () => number;
  say(message: object | string | Uint8Array): void;
  hangUp(code: number, reason?: string): void;
  /** The connection is gone without a word. */
  cut(): void;
  until(test: () => boolean): Promise<void>;
  closed(): boolean;
};

export type FakeSpeechSocket = {
  /** `ws://…`, without a path. */
  readonly url: string;
  readonly lines: FakeLine[];
  /** The nth connection, as soon as it stands. */
  line(index?: number): Promise<FakeLine>;
  /** Answers the next handshakes with this status; null accepts, "never" does not answer. */
  handshake: number | null | "never";
  /** Told of every message, to answer as the vendor does. */
  react: (line: FakeLine, message: string | Buffer) => void;
  /** TCP connections still there. */
  sockets(): number;
  untilSockets(count: number): Promise<void>;
  close(): Promise<void>;
};

/** A local server for the vendors' WebSocket wires: what is said on them the test decides. */
export async function startFakeSpeechSocket(): Promise<FakeSpeechSocket> {
  const http = createServer();
  const wss = new WebSocketServer({ noServer: true });
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const look of waiting) look();
  };
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
  const open = new Set<Socket>();
  http.on("connection", (socket) => {
    open.add(socket);
    wake();
    socket.on("close", () => {
      open.delete(socket);
      wake();
    });
  });

  const lineOf = (socket: WebSocket, request: IncomingMessage): FakeLine => {
    const heard: (string | Buffer)[] = [];
    let closed = false;
    const line: FakeLine = {
      url: new URL(request.url ?? "/", "ws://fake"),
      headers: request.headers,
      heard,
      texts: () =>
        heard.flatMap((one) =>
          typeof one === "string" ? [JSON.parse(one) as Record<string, unknown>] : [],
        ),
      audioBytes: () =>
        heard.reduce((sum, one) => (typeof one === "string" ? sum : sum + one.length), 0),
      say(message) {
        const raw = typeof message === "string" || message instanceof Uint8Array;
        socket.send(raw ? message : JSON.stringify(message));
      },
      hangUp: (code, reason) => socket.close(code, reason),
      cut: () => socket.terminate(),
      until,
      closed: () => closed,
    };
    socket.on("message", (data: Buffer, binary) => {
      const message = binary ? data : data.toString();
      heard.push(message);
      fake.react(line, message);
      wake();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      closed = true;
      wake();
    });
    return line;
  };

  http.on("upgrade", (request, socket, head) => {
    socket.on("error", () => undefined);
    if (fake.handshake === "never") {
      // Node leaves a socket half open when the other side goes.
      socket.on("end", () => socket.destroy());
      return void socket.resume();
    }
    if (fake.handshake !== null) {
      socket.end(`HTTP/1.1 ${fake.handshake} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    wss.handleUpgrade(request, socket, head, (accepted) => {
      fake.lines.push(lineOf(accepted, request));
      wake();
    });
  });
  await new Promise<void>((resolve) => void http.listen(0, "127.0.0.1", resolve));

  const fake: FakeSpeechSocket = {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}`,
    lines: [],
    async line(index = 0) {
      await until(() => fake.lines.length > index);
      return fake.lines[index] as FakeLine;
    },
    handshake: null,
    react: () => undefined,
    sockets: () => open.size,
    untilSockets: (count) => until(() => open.size === count),
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
  return fake;
}
