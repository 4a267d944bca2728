import { pino } from "pino";
import { describe, expect, it } from "vitest";
import type { Person } from "../domain/person.ts";
import type { CallRuntime } from "../runtime/call-runtime.ts";
import { createListening } from "./listening.ts";

const person = { userId: "u", name: "Jonas" } as Person;

function desk() {
  const told: string[] = [];
  const listening = createListening({
    runtime: {
      dispatch: async (_callId: string, { type }: { type: string }) => void told.push(type),
    } as unknown as CallRuntime,
    workers: {
      tell: async (_callId, command) => {
        told.push(command);
        return true;
      },
    },
    log: pino({ level: "silent" }),
  });
  return { listening, told };
}

describe("listening", () => {
  it("begins and ends", async () => {
    const { listening, told } = desk();
    await listening.start("c", "s", person, () => true);
    await listening.stop("c", "s", "u");
    expect(told).toEqual(["listener.came", "listen.start", "listen.stop", "listener.went"]);
  });

  it("ends at once for a console that was cut before it had begun", async () => {
    const { listening, told } = desk();
    let isThere = true;
    const begun = listening.start("c", "s", person, () => isThere);
    isThere = false;
    listening.gone("s", person);
    await begun;
    expect(told.at(-1)).toBe("listener.went");
    expect(told).not.toContain("listen.start");
  });
});
