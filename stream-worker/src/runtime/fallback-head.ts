import { transition } from "../domain/intake/machine.ts";
import { begin } from "../domain/intake/state.ts";
import type { IntakeState } from "../domain/intake/types.ts";
import { phrases } from "../domain/phrases.ts";
import type { HeadInput, Memory } from "../domain/turn/state.ts";
import type { CallFacts, Head, HeadOutput, Metrics } from "../ports.ts";
import type { Breaker } from "./breaker.ts";
import { slotsOf } from "./intake-start.ts";

function savedReference(memory: readonly Memory[]): string | undefined {
  const saved = memory.findLast((one) => one.kind === "tool" && one.tool === "save_request");
  if (saved?.kind !== "tool") return undefined;
  return /"reference":"([^"]{1,32})"/u.exec(saved.result)?.[1];
}

/**
 * Where the script takes over from a model: the fields it saved, and what the callers' words
 * themselves say. The words of `input` are left for the script to answer.
 */
export function intakeFrom(
  facts: CallFacts,
  fields: CallFacts["fields"],
  memory: readonly Memory[],
  input: HeadInput,
): IntakeState {
  const reference = savedReference(memory);
  const start = begin({
    language: facts.language,
    organization: facts.organizationName,
    ...(facts.callerNumber !== null && { callerNumber: facts.callerNumber }),
    ...(reference !== undefined && { reference }),
  });
  const asking: IntakeState = { ...start, phase: reference === undefined ? "asking" : "more" };
  const said = memory.filter((one) => one.kind === "said" && one.by === "caller");
  const before = input.kind === "callerSaid" ? said.slice(0, -1) : said;
  // Only slots are taken over: the model asked its own questions, so a "yes" answered none of ours.
  const slots = before.reduce<IntakeState["slots"]>(
    (known, one) =>
      one.kind === "said"
        ? transition({ ...asking, slots: known }, { type: "callerSaid", text: one.text }).state
            .slots
        : known,
    {},
  );
  return { ...asking, slots: { ...slots, ...slotsOf(fields) } };
}

/** Asks the model until it fails; from then on this call is served by the script. */
export function createFallbackHead(options: {
  primary: Head;
  script(memory: readonly Memory[], input: HeadInput): Head;
  language: CallFacts["language"];
  breaker: Breaker;
  metrics: Metrics;
  failed(): void;
}): Head {
  const { breaker, metrics } = options;
  let script: Head | null = null;

  return {
    async reply(turn, out, signal) {
      if (script === null && breaker.open()) script = options.script(turn.memory, turn.input);
      if (script !== null) return script.reply(turn, out, signal);
      let spoken = false;
      const watched: HeadOutput = {
        ...out,
        say(text) {
          if (text.trim() !== "") spoken = true;
          out.say(text);
        },
      };
      try {
        const end = await options.primary.reply(turn, watched, signal);
        breaker.worked();
        return end;
      } catch {
        if (signal.aborted) return null;
        breaker.failed();
        metrics.count("model_fallback");
        options.failed();
        script = options.script(turn.memory, turn.input);
        // A sentence that broke off is not left hanging.
        if (spoken) out.say(` ${phrases(options.language).bridging} `);
        return script.reply(turn, out, signal);
      }
    },
  };
}
