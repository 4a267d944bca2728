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

/** A model as this call may use it; made when its turn comes, with what is known by then. */
export type Attempt = { readonly breaker: Breaker; readonly open: () => Head };

/**
 * Asks the models in their order, each until it fails; whoever answered last goes on with the call,
 * and after the last model the script does. Before the commit nobody takes over: a failure on a
 * guess may be forgotten together with the guess.
 */
export function createFallbackHead(options: {
  readonly models: readonly Attempt[];
  script(memory: readonly Memory[], input: HeadInput): Head;
  readonly language: CallFacts["language"];
  readonly metrics: Metrics;
  /** The script has to go on because the models failed. */
  failed(): void;
}): Head {
  const { models, metrics } = options;
  let current = 0;
  let head: Head | null = null;
  let script: Head | null = null;

  const next = (): void => {
    current += 1;
    head = null;
  };

  return {
    speculates: () => script === null && models[current]?.breaker.open() === false,
    async reply(turn, out, signal) {
      let { memory } = turn;
      let spoken = false;
      let failures = 0;
      const watched: HeadOutput = {
        ...out,
        say(text) {
          if (text.trim() !== "") spoken = true;
          out.say(text);
        },
        // Whoever takes over in this reply must not use the same tool again.
        toolFinished(entry, ringing) {
          memory = [...memory, entry];
          out.toolFinished(entry, ringing);
        },
      };
      while (script === null && !(failures > 0 && spoken)) {
        const model = models[current];
        if (model === undefined) break;
        if (model.breaker.open()) {
          next();
          continue;
        }
        head ??= model.open();
        try {
          const end = await head.reply({ ...turn, memory }, watched, signal);
          model.breaker.worked();
          return end;
        } catch {
          if (signal.aborted || !(await out.committed())) return null;
          model.breaker.failed();
          metrics.count("model_failed");
          failures += 1;
          next();
        }
      }
      if (failures > 0) {
        metrics.count("model_fallback");
        options.failed();
      }
      // A sentence that broke off is not left hanging.
      if (failures > 0 && spoken) out.say(` ${phrases(options.language).bridging} `);
      script ??= options.script(memory, turn.input);
      return script.reply({ ...turn, memory }, out, signal);
    },
  };
}
