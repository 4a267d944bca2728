import { createPart, type Part, type PartName } from "./part.ts";
import { entries } from "./places.ts";
import type { Ports } from "./ports.ts";
import type { Wiring } from "./wiring.ts";

const GRACE_MS: Record<PartName, number> = {
  web: 1000,
  api: 4000,
  worker: 4000,
  "carrier-sim": 2000,
  speech: 2000,
  supabase: 1500,
  postgres: 3500,
};

export type PlanInput = {
  wiring: Wiring;
  ports: Ports;
  logs: string;
  dev: boolean;
  /** Other programs in the place of a part's own. */
  entries: Partial<Record<PartName, string>>;
  notice: (line: string) => void;
};

/** The parts this start runs: those that the settings do not say are elsewhere. None is started. */
export function planParts(input: PlanInput): Map<PartName, Part> {
  const { wiring, ports } = input;
  const local = (port: number): { url: string } => ({ url: `http://127.0.0.1:${port}/readyz` });
  const readiness: Record<PartName, "message" | { url: string }> = {
    postgres: "message",
    supabase: local(ports.SUPABASE_PORT),
    // It is ready as soon as it lives: it waits for nobody.
    "carrier-sim": { url: `http://127.0.0.1:${ports.SIM_PORT}/healthz` },
    speech: { url: `http://127.0.0.1:${ports.SPEECH_PORT}/healthz` },
    api: { url: `${wiring.urls.api}/readyz` },
    worker: local(ports.WORKER_PORT),
    web: { url: `http://127.0.0.1:${ports.PORT}/` },
  };
  const wanted: [PartName, boolean][] = [
    ["postgres", wiring.simulated.database],
    ["supabase", wiring.simulated.supabase],
    ["carrier-sim", wiring.simulated.carrier],
    ["speech", wiring.simulated.carrier],
    ["api", true],
    ["worker", true],
    ["web", input.dev],
  ];
  const parts = new Map<PartName, Part>();
  for (const [name, isWanted] of wanted) {
    if (!isWanted) continue;
    const plan = {
      name,
      entry: input.entries[name] ?? entries[name],
      env: wiring.env[name],
      readiness: readiness[name],
      graceMs: GRACE_MS[name],
    };
    parts.set(name, createPart(plan, input.logs, input.notice));
  }
  return parts;
}
