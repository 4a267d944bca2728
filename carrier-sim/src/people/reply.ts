import type { Conversation } from "./conversation-state.ts";
import { MANNERS } from "./manners/all.ts";
import { isAsking, understand } from "./match.ts";
import type { Persona, Topic } from "./persona-data.ts";

/** One reply of a persona; all absent: nothing is worth saying. */
export interface Reply {
  line?: string;
  press?: string;
  leaves: boolean;
}

export interface Replied {
  state: Conversation;
  reply: Reply;
}

const NOTHING: Reply = { leaves: false };
/** Longer than any call worth simulating; it ends loops between two machines. */
const MAX_REPLIES = 80;
const MAX_NUDGES = 3;
/** What a caller tells unprompted to somebody whose words the simulator does not know, in this order. */
const UNPROMPTED: readonly Topic[] = ["address", "urgency", "callback", "name"];

/** Chooses what to say to what was heard since the persona last spoke. */
export function replyTo(state: Conversation, persona: Persona): Replied {
  const manners = MANNERS[persona.language];
  if (state.replies >= MAX_REPLIES)
    return { state, reply: { line: manners.say.giveUp, leaves: true } };
  if (state.turn !== "") return replyToWords(state, persona);
  if (state.voiced) return replyToVoice({ ...state, pondered: "" }, persona);
  if (state.pondered !== "") return replyToPondered(state, persona);
  return replyToSilence(state, persona);
}

function replyToWords(before: Conversation, persona: Persona): Replied {
  const { say } = MANNERS[persona.language];
  const { answer, topic } = understand(before.turn, persona.answers, MANNERS[persona.language]);
  const state: Conversation = { ...before, answeredWords: true };
  if (topic === "bye") return { state, reply: { line: say.bye, leaves: true } };
  if (topic === "wait") return { state: before, reply: NOTHING };
  if (topic === "menu") return { state: before, reply: { press: persona.menuKey, leaves: false } };
  if (topic === "message") return open(state, persona.opening, { leaves: true });
  if (!state.opened && !state.outbound && topic !== "confirm") return open(state, persona.opening);
  if (answer !== undefined) return giveAnswer(state, persona, answer);
  if (topic === undefined && !isAsking(before.turn, MANNERS[persona.language]))
    return { state: { ...before, pondered: before.announced ? "" : before.turn }, reply: NOTHING };
  switch (topic) {
    case "confirm":
    case "more":
    case "human":
    case "present":
      return { state, reply: { line: say[topic], leaves: false } };
    case "repeat":
      return {
        state,
        reply: { line: state.lastLine === "" ? persona.opening : state.lastLine, leaves: false },
      };
    case "problem":
      return open(state, persona.opening);
    case "callback":
    case "address":
    case "urgency":
    case "name":
    case undefined:
      return otherwise(state, persona);
  }
}

/** Nothing more came: "then I would need your address" must have been a question. */
function replyToPondered({ pondered, ...rest }: Conversation, persona: Persona): Replied {
  const state: Conversation = { ...rest, pondered: "", answeredWords: true };
  const { answer } = understand(pondered, persona.answers, MANNERS[persona.language], "request");
  return answer === undefined ? otherwise(state, persona) : giveAnswer(state, persona, answer);
}

function giveAnswer(state: Conversation, persona: Persona, index: number): Replied {
  const { say } = persona.answers[index]!;
  const lines = typeof say === "string" ? [say] : say;
  const times = state.given[index] ?? 0;
  const given = state.given.map((count, at) => (at === index ? count + 1 : count));
  return {
    state: { ...state, given },
    reply: { line: lines[Math.min(times, lines.length - 1)]!, leaves: false },
  };
}

function otherwise(state: Conversation, persona: Persona): Replied {
  const line = persona.otherwise[state.otherwiseAt];
  if (line === undefined) return filler(state, persona);
  return {
    state: { ...state, otherwiseAt: state.otherwiseAt + 1 },
    reply: { line, leaves: false },
  };
}

function filler(state: Conversation, persona: Persona): Replied {
  const { fillers } = MANNERS[persona.language].say;
  const line = fillers[state.fillerAt % fillers.length]!;
  return { state: { ...state, fillerAt: state.fillerAt + 1 }, reply: { line, leaves: false } };
}

/**
 * A voice nobody knows the words of. After a talk in known words, or on a call from outside, it is an
 * operator's. Before any it may as well be a bot on a raw media stream, which wants the facts in order.
 */
function replyToVoice(state: Conversation, persona: Persona): Replied {
  if (!state.answeredWords && !state.outbound && state.operatorAt === 0) {
    if (!state.opened) return open(state, persona.opening);
    for (let at = state.unpromptedAt; at < UNPROMPTED.length; at += 1) {
      const index = persona.answers.findIndex(({ when }) => when === UNPROMPTED[at]);
      if (index !== -1) return giveAnswer({ ...state, unpromptedAt: at + 1 }, persona, index);
    }
  }
  const line = persona.toOperator[state.operatorAt];
  if (line === undefined) return filler({ ...state, operatorAt: state.operatorAt + 1 }, persona);
  return {
    state: { ...state, opened: true, operatorAt: state.operatorAt + 1 },
    reply: { line, leaves: false },
  };
}

function replyToSilence(state: Conversation, persona: Persona): Replied {
  const { say } = MANNERS[persona.language];
  if (persona.silent === true) return { state, reply: NOTHING };
  if (!state.opened && !state.outbound) return open(state, persona.opening);
  if (persona.toOperator.length > 0 && state.operatorAt >= persona.toOperator.length)
    return { state, reply: { line: say.bye, leaves: true } };
  if (state.nudges >= MAX_NUDGES) return { state, reply: { line: say.giveUp, leaves: true } };
  return {
    state: { ...state, nudges: state.nudges + 1 },
    reply: { line: say.nudge, leaves: false },
  };
}

function open(
  state: Conversation,
  line: string,
  { leaves }: { leaves: boolean } = { leaves: false },
): Replied {
  return { state: { ...state, opened: true }, reply: { line, leaves } };
}

/** The line a persona would say next if a question it does not know were put to it; for the booth's "next in the script". */
export function nextInScript(state: Conversation, persona: Persona): string | undefined {
  if (persona.silent === true || state.phase === "over") return undefined;
  if (!state.opened && !state.outbound) return persona.opening;
  if (state.operatorAt > 0 || state.outbound) return persona.toOperator[state.operatorAt];
  const unasked = persona.answers.find(
    (answer, index) => state.given[index] === 0 && UNPROMPTED.includes(answer.when as Topic),
  );
  const line = unasked?.say ?? persona.otherwise[state.otherwiseAt];
  return typeof line === "string" || line === undefined ? line : line[0];
}
