import type { Carrier } from "../ports.ts";
import { CarrierError } from "../ports.ts";

type Told = { what: keyof Carrier; about: unknown[] };

/** A carrier that remembers what it was told, and lets a test wait for it. */
export function createFakeCarrier() {
  const told: Told[] = [];
  const waiting = new Set<() => void>();
  let refusal: CarrierError | undefined;
  const legs = new Map<string, { status: string; durationSeconds: number | null }>();
  const rooms = new Map<string, { sid: string; label: string | null }[]>();

  async function note(what: keyof Carrier, ...about: unknown[]): Promise<void> {
    told.push({ what, about });
    for (const check of waiting) check();
    if (refusal !== undefined) throw refusal;
  }

  const carrier: Carrier = {
    redirect: (...about) => note("redirect", ...about),
    endLeg: (...about) => note("endLeg", ...about),
    leg: async (sid) => legs.get(sid) ?? { status: "in-progress", durationSeconds: null },
    participants: async (room) => rooms.get(room) ?? [],
    dial: async (wanted) => {
      await note("dial", wanted);
      return "CAdialled00000000000000000000000000";
    },
    hold: (...about) => note("hold", ...about),
    startRecording: async (...about) => {
      await note("startRecording", ...about);
      return `RE${String(told.length).padStart(32, "0")}`;
    },
    startTranscription: (...about) => note("startTranscription", ...about),
    startFork: (...about) => note("startFork", ...about),
    isThere: async () => true,
  };

  return {
    ...carrier,
    told,
    legs,
    rooms,
    refuse(kind: CarrierError["kind"] | null): void {
      refusal = kind === null ? undefined : new CarrierError(kind, "refused by the test");
    },
    /** Resolves with what was said of the `nth` time it was told this. */
    async when(what: keyof Carrier, nth = 1): Promise<unknown[]> {
      const find = () => told.filter((one) => one.what === what)[nth - 1]?.about;
      const now = find();
      if (now !== undefined) return now;
      return new Promise((resolve) => {
        const check = (): void => {
          const about = find();
          if (about === undefined) return;
          waiting.delete(check);
          resolve(about);
        };
        waiting.add(check);
      });
    },
  };
}
export type FakeCarrier = ReturnType<typeof createFakeCarrier>;
