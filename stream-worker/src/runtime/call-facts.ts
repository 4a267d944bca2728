import type { Conversation, Language } from "@patchbay/contracts";
import type { Memory } from "../domain/turn/state.ts";
import type { CallFacts } from "../ports.ts";

export function factsOf(conversation: Conversation): CallFacts {
  return {
    language: conversation.language,
    organizationName: conversation.bot.organizationName,
    botName: conversation.bot.name,
    prompt: conversation.bot.prompt,
    callerNumber: conversation.callerNumber,
    resumed: conversation.resumed,
    brief: conversation.brief,
    fields: conversation.fields,
    intakeState: conversation.intakeState,
  };
}

/** The api cannot be asked: enough to take a request in the relay's own language. */
export function factsWithoutApi(language: Language): CallFacts {
  return {
    language,
    organizationName: "",
    botName: "",
    prompt: "",
    callerNumber: null,
    resumed: false,
    brief: null,
    fields: { problem: null, address: null, urgency: null, callbackNumber: null },
    intakeState: null,
  };
}

/** What was said and heard before this session; of the bot's words only the heard ones. */
export function memoryOf(conversation: Conversation): readonly Memory[] {
  return conversation.utterances.flatMap((utterance): Memory[] => {
    const { speaker, heard, text } = utterance;
    if (speaker === "system" || utterance.untranscribed) return [];
    const words = speaker === "bot" ? (heard ?? text) : text;
    return words === "" ? [] : [{ kind: "said", by: speaker, text: words }];
  });
}

/** What the caller missed of the bot's last words before the gap. */
export function unheardOf(conversation: Conversation): string {
  const last = conversation.utterances.findLast((one) => one.speaker !== "system");
  if (last?.speaker !== "bot" || last.heard === null) return "";
  return last.text.startsWith(last.heard) ? last.text.slice(last.heard.length).trim() : last.text;
}
