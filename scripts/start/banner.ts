import { demoAccounts } from "../../supabase/embedded/demo-accounts.ts";
import { isThisMachine } from "./wiring.ts";
import type { Stack } from "./stack.ts";

type Facts = Pick<Stack, "urls" | "run" | "secrets" | "dataDir">;

const STAND_INS: {
  part: keyof Facts["run"]["simulated"];
  what: string;
  by: string;
  keys: string;
}[] = [
  {
    part: "carrier",
    what: "telephone network",
    by: "carrier-sim",
    keys: "TWILIO_ACCOUNT_SID and its fellows",
  },
  { part: "languageModel", what: "bot's words", by: "scripted intake", keys: "ANTHROPIC_API_KEY" },
  {
    part: "speech",
    what: "bot's ears, voice",
    by: "local recogniser, voice",
    keys: "AZURE_SPEECH_KEY or another vendor's",
  },
  { part: "database", what: "database", by: "Postgres 18 of its own", keys: "DATABASE_URL" },
  {
    part: "supabase",
    what: "accounts, files",
    by: "local Supabase",
    keys: "SUPABASE_URL and its keys",
  },
];

/** The one block a person reads when everything is ready. */
export function banner({ urls, run, secrets, dataDir }: Facts, tookMs: number): string {
  const lines = ["", `  Patchbay is ready (${(tookMs / 1000).toFixed(1)} s)`, ""];
  lines.push(`    Console      ${urls.console}`);
  if (urls.booth !== undefined) lines.push(`    Phone booth  ${urls.booth}`);
  if (run.demo) {
    lines.push(
      "",
      run.oneClick
        ? "  Enter the console with one click, or sign in (one password for all):"
        : "  Sign in (one password for all; no entry with one click at a public address):",
    );
    for (const { email, role } of demoAccounts) lines.push(`    ${role.padEnd(11)}  ${email}`);
    lines.push(`    password     ${secrets.demoPassword}`);
    if (run.oneClick && !isThisMachine(urls.console))
      lines.push(
        "",
        "  WARNING: whoever opens this address enters with one click, as admin too, and can dial.",
        "  Take DEMO_MODE=1 out of .env to end that.",
      );
  } else {
    lines.push("", "  No demo accounts here; DEMO_MODE=1 puts the demo organization in place.");
  }
  const simulated = STAND_INS.filter(({ part }) => run.simulated[part]);
  lines.push(
    "",
    simulated.length > 0
      ? "  Simulated, and the keys in .env that make it real:"
      : "  Nothing is simulated.",
  );
  for (const { what, by, keys } of simulated) {
    lines.push(`    ${what.padEnd(18)} ${by.padEnd(23)} ${keys}`);
  }
  lines.push("", `  Logs ${dataDir}/logs    Stop with Ctrl-C`, "");
  return lines.join("\n");
}
