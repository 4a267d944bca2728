import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

export type Upload = {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly fields: Readonly<Record<string, string>>;
  readonly file: { readonly field: string; readonly name: string; readonly bytes: Uint8Array };
  /** The client has gone away before it was answered. */
  gone(): boolean;
};

/** What the server does with an upload. */
export type WhisperAct =
  | { readonly json: unknown }
  | { readonly status: number }
  | { readonly raw: string }
  /** Headers, a few bytes, and nothing more. */
  | { readonly dribble: string }
  | { readonly cut: true }
  | { readonly stall: true }
  | { readonly redirect: string }
  /** Answers when the test says so. */
  | { readonly when: Promise<unknown>; readonly json: unknown };

export type FakeWhisper = {
  readonly url: string;
  readonly uploads: Upload[];
  /** In order; the last one repeats. */
  acts: WhisperAct[];
  /** Uploads at work at the same time, at most. */
  atOnce(): number;
  upload(index: number): Promise<Upload>;
  untilSockets(count: number): Promise<void>;
  close(): Promise<void>;
};

async function formOf(request: IncomingMessage): Promise<Pick<Upload, "fields" | "file">> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const form = await new Response(Buffer.concat(chunks), {
    headers: { "content-type": request.headers["content-type"] ?? "" },
  }).formData();
  const fields: Record<string, string> = {};
  let file = { field: "", name: "", bytes: new Uint8Array(0) };
  for (const [name, value] of form.entries()) {
    if (typeof value === "string") fields[name] = value;
    else file = { field: name, name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) };
  }
  return { fields, file };
}

async function perform(act: WhisperAct, response: ServerResponse): Promise<void> {
  if ("when" in act) await act.when;
  if ("json" in act) response.end(JSON.stringify(act.json));
  else if ("raw" in act) response.end(act.raw);
  else if ("status" in act) response.writeHead(act.status).end("no");
  else if ("redirect" in act) response.writeHead(307, { location: act.redirect }).end();
  else if ("dribble" in act) response.write(act.dribble);
  else if ("cut" in act) response.socket?.destroy();
}

/** A local server that takes one file in a form, as Whisper's servers do. */
export async function startFakeWhisper(...acts: WhisperAct[]): Promise<FakeWhisper> {
  const waiting = new Set<() => void>();
  const sockets = new Set<Socket>();
  let working = 0;
  let most = 0;
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

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    working += 1;
    most = Math.max(most, working);
    let gone = false;
    response.on("close", () => {
      gone = !response.writableFinished;
      working -= 1;
      wake();
    });
    const form = await formOf(request);
    fake.uploads.push({
      path: request.url ?? "",
      headers: request.headers,
      ...form,
      gone: () => gone,
    });
    wake();
    const act = fake.acts.length > 1 ? fake.acts.shift() : fake.acts[0];
    if (act) await perform(act, response);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => {
      sockets.delete(socket);
      wake();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));

  const fake: FakeWhisper = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    uploads: [],
    acts,
    atOnce: () => most,
    async upload(index) {
      await until(() => fake.uploads.length > index);
      return fake.uploads[index] as Upload;
    },
    untilSockets: (count) => until(() => sockets.size <= count),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
  return fake;
}
