import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  workerCommands,
  type Ack,
  type ApiCommand,
  type ApiInput,
  type Conversation,
  type Preparation,
  type ToolCall,
  type ToolResult,
  type WorkerCommand,
} from "@patchbay/contracts";
import { Server, type Socket } from "socket.io";

export type Seen = { readonly name: string; readonly body: Record<string, unknown> };

export const WORKER_TOKEN = "worker-token-for-tests";

/** A conversation as the api answers it; override what a test is about. */
export function aConversation(callId: string, over: Partial<Conversation> = {}): Conversation {
  return {
    callId,
    epoch: 1,
    language: "en-US",
    bot: {
      id: randomUUID(),
      name: "Intake",
      organizationName: "AssetCare24",
      prompt: "You take repair requests.",
      greeting: "Hello, this is AssetCare24. How can I help you?",
      disclosure: "Hello, this is AssetCare24.",
    },
    speech: {
      speechToText: ["local"],
      textToSpeech: ["local"],
      voice: null,
      listening: { threshold: 0.5, level: 0, onsetMs: 96, offsetMs: 256, patienceMs: null },
    },
    callerNumber: "+14155550123",
    resumed: false,
    resumeReason: "fresh",
    brief: null,
    utterances: [],
    fields: { problem: null, address: null, urgency: null, callbackNumber: null },
    intakeState: null,
    hintsShown: 0,
    nowMs: 1_000,
    ...over,
  };
}

export type FakeApi = {
  readonly url: string;
  readonly port: number;
  readonly seen: Seen[];
  /** What workers must show to be let in. */
  token: string;
  conversation: (callId: string) => Conversation;
  /** What `worker.hello` is answered with. */
  prepare: Preparation[];
  tool: (call: ToolCall) => ToolResult;
  /** Answers a problem instead of storing. */
  refuse: ((name: WorkerCommand) => Ack<never> | "silent" | null) | null;
  /** Resolves with the first matching message, past or to come. */
  until(match: (seen: Seen) => boolean): Promise<Seen>;
  command<C extends ApiCommand>(name: C, input: ApiInput<C>): Promise<unknown>;
  close(): Promise<void>;
};

function toolResult(call: ToolCall): ToolResult {
  switch (call.tool) {
    case "save_request":
      return { tool: "save_request", reference: "R-2041" };
    case "look_up_request":
      return { tool: "look_up_request", found: [] };
    case "offer_handover":
      return { tool: "offer_handover", outcome: "ringing" };
    case "end_call":
      return { tool: "end_call", ending: true };
  }
}

/** The api's side of the worker's wire; parses everything with the contract's own schemas. */
export async function startFakeApi(port = 0): Promise<FakeApi> {
  const http = createServer();
  const io = new Server(http, { transports: ["websocket"] });
  const waiting = new Set<{ match: (seen: Seen) => boolean; found: (seen: Seen) => void }>();
  let worker: Socket | null = null;

  const note = (name: string, body: Record<string, unknown>): void => {
    const seen = { name, body };
    api.seen.push(seen);
    for (const one of waiting) {
      if (!one.match(seen)) continue;
      waiting.delete(one);
      one.found(seen);
    }
  };

  const answer = (name: WorkerCommand, input: unknown): Ack<unknown> | "silent" => {
    const refused = api.refuse?.(name);
    if (refused) return refused;
    const body = workerCommands[name][0].parse(input) as Record<string, unknown>;
    note(name, body);
    if (name === "session.opened") {
      return { ok: true, data: api.conversation(String(body["callId"])) };
    }
    if (name === "worker.hello") return { ok: true, data: { prepare: api.prepare } };
    return { ok: true, data: name === "tool.called" ? api.tool(body["call"] as ToolCall) : null };
  };

  io.of("/worker").use((socket, next) => {
    const known = socket.handshake.auth["token"] === api.token;
    if (!known) note("refused", {});
    next(known ? undefined : new Error("not_signed_in"));
  });
  io.of("/worker").on("connection", (socket) => {
    worker = socket;
    for (const name of Object.keys(workerCommands) as WorkerCommand[]) {
      socket.on(name, (input: unknown, ack: (answer: unknown) => void) => {
        const reply = answer(name, input);
        if (reply !== "silent") ack(reply);
      });
    }
    socket.on("utterance.partial", (input: Record<string, unknown>) => {
      note("utterance.partial", input);
    });
    socket.on("levels.measured", (calls: Record<string, unknown>[]) => {
      for (const levels of calls) note("level.measured", levels);
    });
    socket.on("audio.frame", (frame: Uint8Array) => note("audio.frame", { frame }));
  });
  await new Promise<void>((resolve) => void http.listen(port, "127.0.0.1", resolve));
  const address = http.address() as AddressInfo;

  const api: FakeApi = {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    seen: [],
    token: WORKER_TOKEN,
    conversation: (callId) => aConversation(callId),
    prepare: [],
    tool: toolResult,
    refuse: null,
    until(match) {
      const past = api.seen.find(match);
      if (past) return Promise.resolve(past);
      return new Promise((found) => waiting.add({ match, found }));
    },
    command: async (name, input) => {
      if (!worker) throw new Error("no worker is connected");
      return worker.timeout(2_000).emitWithAck(name, input);
    },
    close: () => io.close(),
  };
  return api;
}

/** The stored text of a final utterance, or null for other messages. */
export function finalOf(seen: Seen): Record<string, unknown> | null {
  return seen.name === "utterance.finalised"
    ? (seen.body["utterance"] as Record<string, unknown>)
    : null;
}
