import { type CompiledRule, compileRules } from "../engine.ts";
import { german } from "./de.ts";
import { english } from "./en.ts";
import { russian } from "./ru.ts";
import { turkish } from "./tr.ts";

/** The rules every organization starts with, in four languages. */
export const DEFAULT_RULES: readonly CompiledRule[] = compileRules([
  ...english,
  ...german,
  ...turkish,
  ...russian,
]);
