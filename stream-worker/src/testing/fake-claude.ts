import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What one answer of the fake does, in order. */
export type Act =
  | { say: string }
  | { tool: string; input: unknown; id?: string }
  | { rawTool: string; json: string }
  /** What it thinks, as the vendor seals it. */
  | { think: string }
  | { ping: true }
  /** Nothing more comes; the connection stays. */
  | { stall: true }
  /** The connection is cut. */
  | { cut: true }
  | { raw: string }
  | { midError: string }
  | { stop: string };

export type Script = readonly Act[] | { status: number; type: string; message?: string };
type Body = Record<string, unknown>;

export type FakeClaude = {
  readonly url: string;
  /** Answers in order; the last one repeats. */
  scripts: Script[];
  /** Answers by what is asked; null leaves it to the scripts. */
  answer: ((body: Body) => Script | null) | null;
  readonly requests: { body: Body; headers: IncomingMessage["headers"] }[];
  /** Resolves when a request's connection was closed by the client before its answer ended. */
  aborted(): Promise<void>;
  close(): Promise<void>;
};

function sse(response: ServerResponse, type: string, data: object): void {
  response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
}

/** Writes one scripted answer in the documented server-sent events. */
function perform(response: ServerResponse, script: readonly Act[]): void {
  let index = -1;
  let stopReason = "end_turn";
  const block = (content: object, deltas: readonly object[]): void => {
    index += 1;
    sse(response, "content_block_start", { index, content_block: content });
    for (const delta of deltas) sse(response, "content_block_delta", { index, delta });
    sse(response, "content_block_stop", { index });
  };
  const toolBlock = (id: string, name: string, json: string): void => {
    stopReason = "tool_use";
    const half = Math.ceil(json.length / 2);
    block({ type: "tool_use", id, name, input: {} }, [
      { type: "input_json_delta", partial_json: json.slice(0, half) },
      { type: "input_json_delta", partial_json: json.slice(half) },
    ]);
  };
  response.writeHead(200, { "content-type": "text/event-stream" });
  sse(response, "message_start", {
    message: {
      id: "msg_1",
      type: "message",
      role: "assistant",
      model: "fake",
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { input_tokens: 20, output_tokens: 1, cache_read_input_tokens: 500 },
    },
  });
  sse(response, "ping", {});
  for (const act of script) {
    if ("say" in act) {
      const words = act.say.split(/(?<= )/u);
      block(
        { type: "text", text: "" },
        words.map((text) => ({ type: "text_delta", text })),
      );
    } else if ("tool" in act)
      toolBlock(act.id ?? `toolu_${index + 1}`, act.tool, JSON.stringify(act.input));
    else if ("rawTool" in act) toolBlock("toolu_raw", act.rawTool, act.json);
    else if ("think" in act) {
      block({ type: "thinking", thinking: "", signature: "" }, [
        { type: "thinking_delta", thinking: act.think },
        { type: "signature_delta", signature: "sealed" },
      ]);
    } else if ("ping" in act) sse(response, "ping", {});
    else if ("raw" in act) response.write(act.raw);
    else if ("midError" in act) {
      sse(response, "error", { error: { type: act.midError, message: "Overloaded" } });
      response.end();
      return;
    } else if ("stop" in act) stopReason = act.stop;
    else if ("stall" in act) return;
    else {
      response.socket?.end();
      return;
    }
  }
  sse(response, "message_delta", {
    delta: { stop_reason: stopReason, stop_sequence: null },
    usage: { output_tokens: 12 },
  });
  sse(response, "message_stop", {});
  response.end();
}

/** A local server that speaks the model vendor's documented wire. */
export async function startFakeClaude(...scripts: Script[]): Promise<FakeClaude> {
  const waiting: (() => void)[] = [];
  let cuts = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    response.on("close", () => {
      if (response.writableEnded || !response.destroyed) return;
      cuts += 1;
      waiting.shift()?.();
    });
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Body;
      fake.requests.push({ body, headers: request.headers });
      const script =
        fake.answer?.(body) ?? (fake.scripts.length > 1 ? fake.scripts.shift() : fake.scripts[0]);
      if (script && "status" in script) {
        response.writeHead(script.status, {
          "content-type": "application/json",
          "retry-after-ms": "5",
        });
        response.end(
          JSON.stringify({
            type: "error",
            error: { type: script.type, message: script.message ?? "no" },
          }),
        );
      } else perform(response, script ?? []);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const fake: FakeClaude = {
    url: `http://127.0.0.1:${port}`,
    scripts,
    answer: null,
    requests: [],
    aborted: () => (cuts > 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}
