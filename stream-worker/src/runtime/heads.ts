import type { Clock, HeadFactory, LanguageModel, Metrics } from "../ports.ts";
import { createBreakers } from "./breaker.ts";
import { createFallbackHead, intakeFrom } from "./fallback-head.ts";
import { startIntake } from "./intake-start.ts";
import { createModelHead } from "./model-head.ts";
import { createScriptedHead } from "./scripted-head.ts";

/** Models in the order in which they are asked, with the script behind them, or the script alone. */
export function createHeads(
  models: readonly LanguageModel[],
  clock: Clock,
  metrics: Metrics,
): HeadFactory {
  const breakerOf = createBreakers(clock);
  return (facts, tools, report) => {
    // A call the script has begun is finished by it: its questions are open, not the model's.
    if (models.length === 0 || facts.intakeState !== null) {
      return createScriptedHead(startIntake(facts), tools, report);
    }
    let { fields } = facts;
    const watched = {
      ...report,
      collected(collected: typeof fields, intakeState: unknown) {
        fields = collected;
        report.collected(collected, intakeState);
      },
    };
    return createFallbackHead({
      models: models.map((model) => ({
        breaker: breakerOf(model.name),
        open: () => createModelHead(model, { ...facts, fields }, tools, watched),
      })),
      script: (memory, input) =>
        createScriptedHead(intakeFrom(facts, fields, memory, input), tools, report),
      language: facts.language,
      metrics,
      failed: () => report.failed(),
    });
  };
}
