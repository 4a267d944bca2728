import type { RequestFields } from "@patchbay/contracts";
import { z } from "zod";
import { transition } from "../domain/intake/machine.ts";
import { begin } from "../domain/intake/state.ts";
import type { IntakeState, Slots } from "../domain/intake/types.ts";
import type { CallFacts } from "../ports.ts";

const phase = z.enum([
  "new",
  "asking",
  "confirming",
  "changing",
  "saving",
  "more",
  "status",
  "looking_up",
  "offering",
  "handing_over",
  "ended",
]);

/** Enough of a stored state's shape for the script to go on without a fault. */
const stored = z.looseObject({
  language: z.enum(["en-US", "de-DE", "tr-TR", "ru-RU"]),
  organization: z.string().max(80),
  phase,
  before: phase.default("asking"),
  slots: z.looseObject({
    problem: z.string().max(2_000).optional(),
    address: z.string().max(500).optional(),
    urgency: z.enum(["emergency", "today", "this_week", "whenever"]).optional(),
    phone: z.string().max(32).optional(),
  }),
  callerNumber: z.string().max(32).optional(),
  misunderstood: z.number(),
  silences: z.number(),
  keyed: z.string().max(32),
  turns: z.number(),
  callback: z.boolean(),
  warned: z.boolean(),
});

export function slotsOf(fields: RequestFields): Slots {
  const { problem, address, urgency, callbackNumber } = fields;
  return {
    ...(problem !== null && { problem }),
    ...(address !== null && { address }),
    ...(urgency !== null && { urgency }),
    ...(callbackNumber !== null && { phone: callbackNumber }),
  };
}

function fresh(facts: CallFacts): IntakeState {
  const callerNumber = facts.callerNumber ?? undefined;
  return begin({
    language: facts.language,
    organization: facts.organizationName,
    ...(callerNumber !== undefined && { callerNumber }),
    slots: slotsOf(facts.fields),
  });
}

/**
 * Where the script stands when a session opens: as it was last reported, or rebuilt from the
 * fields collected, or at the beginning with the greeting already spoken by the carrier.
 */
export function startIntake(facts: CallFacts): IntakeState {
  const restored = stored.safeParse(facts.intakeState);
  // Checked above; the looseness only lets newer fields of the same script pass through.
  if (facts.resumed && restored.success) return restored.data as unknown as IntakeState;
  const state = fresh(facts);
  if (facts.resumed) return state;
  const callerNumber = facts.callerNumber ?? undefined;
  return transition(state, {
    type: "started",
    recorded: false,
    ...(callerNumber !== undefined && { callerNumber }),
  }).state;
}
