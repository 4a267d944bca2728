import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { ToolCall } from "@patchbay/contracts";
import { connectApi } from "../adapters/api-link.ts";
import type { EndReason, Memory } from "../domain/turn/state.ts";
import type { LanguageModel, SessionLink, ToolAnswer } from "../ports.ts";
import { factsOf } from "../runtime/call-facts.ts";
import { systemClock } from "../runtime/clock.ts";
import { createHeads } from "../runtime/heads.ts";
import { createSessions } from "../runtime/sessions.ts";
import { silentLog } from "./harness.ts";

export type { LanguageModel, ModelEvent, ModelRequest } from "../ports.ts";

const DEADLINE_MS = 5_000;
const silentMetrics = { count: () => undefined, answered: () => undefined };

export type Reply = {
  readonly spoken: string;
  /** What the tools answered, as the model and memory have it. */
  readonly results: readonly string[];
  readonly ended: EndReason | null;
};

export type TalkingHead = {
  /** A caller's sentence, and what the head makes of it; a goodbye ends the call. */
  hear(text: string): Promise<Reply>;
  /** Puts a wish on the line as it is, past every check of the worker's own. */
  force(wish: { tool: string; arguments: unknown }): Promise<ToolAnswer>;
};

export type TalkingHeads = {
  answer(callId: string): Promise<TalkingHead>;
  close(): Promise<void>;
};

/** Heads of a model on the worker's own line to an api: whole conversations, without any sound. */
export async function connectHeads(options: {
  apiUrl: string;
  workerToken: string;
  model: LanguageModel;
}): Promise<TalkingHeads> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "patchbay-heads-"));
  const line = await connectApi(
    {
      ...options,
      workerId: randomUUID(),
      mediaUrl: () => "ws://127.0.0.1:1",
      build: "test",
      dataDir,
      lagMs: () => 0,
      clock: systemClock,
      metrics: silentMetrics,
      log: silentLog,
    },
    createSessions(() => systemClock.wall()).commands,
  );
  const heads = createHeads([options.model], systemClock, silentMetrics);
  const life = new AbortController();

  return {
    async answer(callId) {
      const opening = { callId, epoch: 1, purpose: "relay", carrierSessionId: "VX" } as const;
      const link = line.session(opening);
      const opened = await link.open(life.signal);
      if (!opened.ok) throw new Error(`The api did not let the bot in: ${opened.problem.code}`);
      const head = heads(
        factsOf(opened.conversation),
        { call: (call) => link.callTool(call, DEADLINE_MS) },
        {
          collected: (fields, intakeState) =>
            link.keep("fields.collected", { fields, intakeState }),
          failed: () => link.keep("note.made", { note: "engine_failed" }),
          used: () => undefined,
        },
      );
      let memory: readonly Memory[] = [];
      return {
        async hear(text) {
          let spoken = "";
          const results: string[] = [];
          memory = [...memory, { kind: "said", by: "caller", text }];
          const out = {
            say: (words: string) => void (spoken += words),
            toolStarted: () => undefined,
            toolFinished(entry: Memory) {
              memory = [...memory, entry];
              if (entry.kind === "tool") results.push(entry.result);
            },
            committed: () => Promise.resolve(true),
          };
          const turn = { input: { kind: "callerSaid", text } as const, memory };
          const ended = await head.reply(turn, out, life.signal);
          if (spoken.trim() !== "")
            memory = [...memory, { kind: "said", by: "bot", text: spoken.trim() }];
          if (ended !== null) await goodbye(link, ended);
          return { spoken, results, ended };
        },
        // The contract's type is the worker's check, and this is what stands without it.
        force: (wish) => link.callTool(wish as ToolCall, DEADLINE_MS),
      };
    },
    async close() {
      life.abort();
      await line.close(DEADLINE_MS);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function goodbye(link: SessionLink, reason: EndReason): Promise<void> {
  await link.callTool({ tool: "end_call", arguments: { reason } }, DEADLINE_MS);
  link.close("ended");
}
