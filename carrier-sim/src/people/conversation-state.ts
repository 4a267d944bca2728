import type { Persona } from "./persona-data.ts";

export interface Conversation {
  phase: "idle" | "listening" | "thinking" | "speaking" | "leaving" | "over";
  /** Ids of what is being said to the persona now. */
  told: readonly string[];
  /** Words told since the persona last began to speak. */
  turn: string;
  /** The carrier itself was among those who told it: announcements, not a talk. */
  announced: boolean;
  /** A statement that seemed to ask nothing: they wait a moment whether more comes, and then make the best of it. */
  pondered: string;
  /** A voice without words spoke since then. */
  voiced: boolean;
  /** Unannounced sound is in the ear now. */
  sound: boolean;
  outbound: boolean;
  opened: boolean;
  /** Somebody whose words are known was answered: an unknown voice is then an operator's, not a bot's. */
  answeredWords: boolean;
  interrupted: boolean;
  /** How often each of the persona's answers was given. */
  given: readonly number[];
  otherwiseAt: number;
  operatorAt: number;
  unpromptedAt: number;
  fillerAt: number;
  nudges: number;
  replies: number;
  lastLine: string;
  /** After the line being spoken they hang up. */
  leaves: boolean;
}

export function startConversation(persona: Persona): Conversation {
  return {
    phase: "idle",
    told: [],
    turn: "",
    announced: false,
    pondered: "",
    voiced: false,
    sound: false,
    outbound: false,
    opened: false,
    answeredWords: false,
    interrupted: false,
    given: persona.answers.map(() => 0),
    otherwiseAt: 0,
    operatorAt: 0,
    unpromptedAt: 0,
    fillerAt: 0,
    nudges: 0,
    replies: 0,
    lastLine: "",
    leaves: false,
  };
}
