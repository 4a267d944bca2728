import { describe, expect, it } from "vitest";
import { callEvent, callView, requestView, utterance } from "@patchbay/contracts";
import { planDemoCalls } from "./plan.ts";
import { tell, type Surroundings } from "./story.ts";

const now = new Date("2026-11-20T06:30:00Z");
const around: Surroundings = {
  operator: { id: "0b4d1d2a-6f5c-4a43-9f0e-3f5f1c2c9a11", name: "Mira" },
  toNumber: "+12025550124",
  prices: { inbound: 0.012, recording: 0.004, storage: 0.02 },
};

describe("demo calls", () => {
  const plan = planDemoCalls(now);

  it("are sixty within the last two weeks, each in the past", () => {
    expect(plan).toHaveLength(60);
    for (const call of plan) {
      expect(call.startedAt.getTime()).toBeLessThan(now.getTime());
      expect(now.getTime() - call.startedAt.getTime()).toBeLessThan(16 * 86_400_000);
    }
  });

  it("have six recordings, in all four languages, with and without a takeover", () => {
    const recorded = plan.filter((call) => call.recordingSid);
    expect(recorded).toHaveLength(6);
    expect(new Set(recorded.map((call) => call.scenario.language)).size).toBe(4);
    expect(new Set(recorded.map((call) => call.takenOverMs === null)).size).toBe(2);
  });

  it("keep their ids from start to start", () => {
    expect(planDemoCalls(new Date(now.getTime() + 86_400_000)).map((call) => call.id)).toEqual(
      plan.map((call) => call.id),
    );
    expect(new Set(plan.map((call) => call.id)).size).toBe(60);
  });

  it("show what the bot's own engine tells: waits, tools, and where a caller cut in", () => {
    const own = plan.filter((call) => call.scenario.stream).map((call) => tell(call, around));
    expect(new Set(own.map((story) => story.view.language)).size).toBeGreaterThan(1);
    expect(own.every((story) => story.view.engine === "stream")).toBe(true);
    for (const { utterances, events, request } of own) {
      const waits = events.filter((event) => event.type === "turn.measured");
      expect(waits.length).toBeGreaterThan(0);
      for (const { turn, atMs } of waits) {
        const ended = utterances.find((said) => said.id === turn.utteranceId);
        expect(ended?.speaker).toBe("caller");
        // The wait ends with the first sound of the next line.
        const next = utterances[utterances.indexOf(ended!) + 1];
        expect([next?.speaker, next?.startedMs]).toEqual(["bot", atMs]);
        expect(atMs - ended!.endedMs).toBe(turn.totalMs);
      }
      const cut = utterances.filter((said) => said.interrupted);
      for (const said of cut) {
        expect(said.text.startsWith(said.heard!)).toBe(true);
        const into = utterances[utterances.indexOf(said) + 1];
        expect(into?.speaker).toBe("caller");
        expect(into?.startedMs).toBeLessThan(said.endedMs);
      }
      const tools = events.filter((event) => event.type === "tool.used");
      expect(JSON.stringify(tools)).not.toMatch(/\{(address|number|reference)\}/);
      const saves = tools.filter((event) => event.tool === "save_request");
      for (const save of saves) expect(save.result).toEqual({ reference: request?.reference });
    }
    expect(own.some((story) => story.utterances.some((said) => said.interrupted))).toBe(true);
  });

  it("tell stories that consoles understand, numbered without a gap", () => {
    for (const call of plan) {
      const story = tell(call, around);
      expect(callView.safeParse(story.view).error).toBeUndefined();
      for (const said of story.utterances) expect(utterance.safeParse(said).error).toBeUndefined();
      if (story.request) expect(requestView.safeParse(story.request).error).toBeUndefined();
      expect(story.events.map((event) => event.seq)).toEqual(story.events.map((_, at) => at + 1));
      for (const event of story.events) expect(callEvent.safeParse(event).error).toBeUndefined();
      if (story.hint)
        expect(
          story.utterances.some(
            (said) =>
              said.id === story.hint?.restsOn.utteranceId &&
              said.text.includes(story.hint.restsOn.words),
          ),
        ).toBe(true);
    }
  });
});
