import type { Problem } from "@patchbay/contracts";
import type { Translate } from "./words/words.ts";

/** What happened, whether the caller is affected, what to do: in the reader's language. */
export function problemWords(problem: Problem, t: Translate): string {
  if (problem.detail === "unreachable") return t("problem.unreachable");
  return t(`problem.${problem.code}`);
}
