import { createServer } from "node:net";

// Below Linux's range for outgoing connections (32768 and up), so that no such connection takes the
// port between the asking and the listening.
const RANDOM_FROM = 18_000;
const RANDOM_COUNT = 13_000;
const TRIES = 50;

/** Whether a server could listen on this loopback port right now. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

/** Any free loopback port that is not in `taken`. */
export async function findFreePort(taken: ReadonlySet<number> = new Set()): Promise<number> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = RANDOM_FROM + Math.floor(Math.random() * RANDOM_COUNT);
    if (!taken.has(port) && (await isPortFree(port))) return port;
  }
  throw new Error(
    "No free port was found on 127.0.0.1: close some programs that listen, then start again.",
  );
}
