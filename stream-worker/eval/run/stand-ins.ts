import { randomUUID } from "node:crypto";
import type { Conversation, Language, SpeechSetup } from "@patchbay/contracts";
import type { HeadFactory, Log, Metrics, SessionLink } from "../../src/ports.ts";
import type { HintDesk } from "../../src/runtime/hint-desk.ts";

/** An api that knows the conversation at once and stores nothing. */
export function aLink(callId: string, language: Language, speech: SpeechSetup): SessionLink {
  const conversation: Conversation = {
    callId,
    epoch: 1,
    language,
    bot: {
      id: randomUUID(),
      name: "Evaluation",
      organizationName: "Evaluation",
      prompt: "",
      greeting: "",
      disclosure: "",
    },
    speech,
    callerNumber: null,
    // No greeting: the bot says the lines it is given.
    resumed: true,
    resumeReason: "hand_back",
    brief: null,
    utterances: [],
    fields: { problem: null, address: null, urgency: null, callbackNumber: null },
    intakeState: null,
    hintsShown: 0,
    nowMs: 0,
  };
  return {
    callId,
    sessionId: randomUUID(),
    open: async () => ({ ok: true, conversation }),
    keep() {},
    callTool: async () => ({ ok: false, why: "late" }),
    showPartial() {},
    showLevels() {},
    sendFrame() {},
    close() {},
  };
}

/** Answers every turn with the same few words. */
export function aHead(answer: string): HeadFactory {
  return () => ({
    async reply({ input }, out) {
      if (input.kind !== "resumed") out.say(`${answer} `);
      return null;
    },
    speculates: () => false,
  });
}

export const noHints: HintDesk = { known() {}, heard() {}, close() {} };
export const noLog: Log = { info() {}, warn() {}, error() {} };
export const noMetrics: Metrics = { count() {}, answered() {} };
