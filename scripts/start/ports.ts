import { findFreePort, isPortFree } from "../../supabase/embedded/free-port.ts";
import { Refusal } from "./refusal.ts";
import type { Settings } from "./settings.ts";

export type PortName =
  | "PORT"
  | "SIM_PORT"
  | "WORKER_PORT"
  | "SUPABASE_PORT"
  | "POSTGRES_PORT"
  | "SPEECH_PORT";
export type Ports = Record<PortName, number>;

const PURPOSES: Record<PortName, string> = {
  PORT: "the console",
  SIM_PORT: "the phone booth",
  WORKER_PORT: "the stream worker",
  SUPABASE_PORT: "the local Supabase",
  POSTGRES_PORT: "Postgres",
  SPEECH_PORT: "the local recogniser and voice",
};
export const portNames = Object.keys(PURPOSES) as PortName[];

/** Settings that take any free port for everything. */
export const anyPorts = Object.fromEntries(portNames.map((name) => [name, "0"])) as Record<
  PortName,
  string
>;

const NEIGHBOURS = 9;

async function choose(
  name: PortName,
  wish: { port: number; explicit: boolean },
  taken: Set<number>,
  notice: (line: string) => void,
): Promise<number> {
  if (wish.port === 0) return findFreePort(taken);
  if (!taken.has(wish.port) && (await isPortFree(wish.port))) return wish.port;
  if (wish.explicit) {
    throw new Refusal(
      `Port ${wish.port} for ${PURPOSES[name]} is taken: stop what uses it, or set ${name} to another port (0 for any free one).`,
    );
  }
  for (let port = wish.port + 1; port <= wish.port + NEIGHBOURS; port += 1) {
    if (taken.has(port) || !(await isPortFree(port))) continue;
    notice(`Port ${wish.port} is taken, so ${PURPOSES[name]} uses ${port}.`);
    return port;
  }
  const port = await findFreePort(taken);
  notice(
    `Ports ${wish.port} to ${wish.port + NEIGHBOURS} are taken, so ${PURPOSES[name]} uses ${port}.`,
  );
  return port;
}

/**
 * Chooses every port before anything starts, because the parts must know each other's addresses.
 * A default that is taken gives way to the next; one that was asked for does not.
 * @throws Refusal naming the port that was asked for and is taken
 */
export async function choosePorts(
  settings: Settings,
  notice: (line: string) => void,
): Promise<Ports> {
  const taken = new Set<number>();
  const ports: Partial<Ports> = {};
  for (const name of portNames) {
    const port = await choose(name, settings[name], taken, notice);
    ports[name] = port;
    taken.add(port);
  }
  return ports as Ports;
}
