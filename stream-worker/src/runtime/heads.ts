import type { Clock, HeadFactory, LanguageModel, Metrics } from "../ports.ts";
import { createBreaker } from "./breaker.ts";
import { createFallbackHead, intakeFrom } from "./fallback-head.ts";
import { startIntake } from "./intake-start.ts";
import { createModelHead } from "./model-head.ts";
import { createScriptedHead } from "./scripted-head.ts";

/** A model with the script behind it, or the script alone where no model is set up. */
export function createHeads(
  model: LanguageModel | null,
  clock: Clock,
  metrics: Metrics,
): HeadFactory {
  const breaker = createBreaker(clock);
  return (facts, tools, report) => {
    // A call the script has begun is finished by it: its questions are open, not the model's.
    if (model === null || facts.intakeState !== null) {
      return createScriptedHead(startIntake(facts), tools, report);
    }
    let { fields } = facts;
    const primary = createModelHead(model, facts, tools, {
      ...report,
      collected(collected, intakeState) {
        fields = collected;
        report.collected(collected, intakeState);
      },
    });
    return createFallbackHead({
      primary,
      script: (memory, input) =>
        createScriptedHead(intakeFrom(facts, fields, memory, input), tools, report),
      language: facts.language,
      breaker,
      metrics,
      failed: () => report.failed(),
    });
  };
}
