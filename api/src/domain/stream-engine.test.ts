import { describe, expect, it } from "vitest";
import type { CallReport } from "./call-events.ts";
import { ada, CALLER, Story } from "./testing/story.ts";

const failed = (sessionId: string): CallReport => ({
  type: "bot.closed",
  sessionId,
  how: "failed",
});

describe("a bot with our own ears and voice", () => {
  it("gets the caller on its own socket, which serves as the fork", () => {
    const story = Story.inbound({ engine: "stream" });
    expect(story.tell({ type: "document.asked" }).document).toMatchObject({
      kind: "bot",
      engine: "stream",
      startsFork: false,
      stopsFork: null,
    });
    expect(story.state.fork).toBe("off");
    story.tell({ type: "bot.opened", epoch: 1, sessionId: "s1" });
    expect(story.where).toBe("bot/connected@1 bot");
  });

  it("that was cut before it was heard begins anew; once heard, it goes on", () => {
    const story = Story.inbound({ engine: "stream" });
    story.tell({ type: "document.asked" });
    story.tell({ type: "bot.opened", epoch: 1, sessionId: "s1" });
    story.tell({ type: "bot.lost", reason: "worker_lost" });
    expect(story.state.bot.resumeReason).toBe("fresh");
    story.tell({ type: "document.asked" });
    story.tell({ type: "bot.opened", epoch: 2, sessionId: "s2" });
    expect(story.told).toEqual(["call.changed"]);
    story.tell({ type: "bot.spoke" });
    story.tell({ type: "bot.lost", reason: "worker_lost" });
    expect(story.state.bot.resumeReason).toBe("worker_lost");
    story.tell({ type: "document.asked" });
    story.tell({ type: "bot.opened", epoch: 3, sessionId: "s3" });
    expect(story.told).toEqual(["moved:bot_resumed"]);
  });

  it.each(["relay", "stream"] as const)(
    "and one with the carrier's (%s) behave alike when socket or worker are lost",
    (engine) => {
      const story = Story.withBot(engine);
      story.tell({ type: "bot.closed", sessionId: "s1", how: "dropped" });
      expect(story.tell({ type: "document.asked" }).document).toMatchObject({
        kind: "bot",
        engine,
        epoch: 2,
      });
      story.tell({ type: "bot.opened", epoch: 2, sessionId: "s2" });
      story.tell({ type: "bot.closed", sessionId: "s1", how: "dropped" });
      expect(story.state.bot.sessionId).toBe("s2");
      story.tell({ type: "bot.lost", reason: "worker_lost" });
      expect(story.told).toEqual(["noted:bot_worker_lost", "redirect_caller", "call.changed"]);
      expect(story.tell({ type: "document.asked" }).document).toMatchObject({ engine, epoch: 3 });
      story.tell({ type: "bot.opened", epoch: 2, sessionId: "late" });
      expect(story.state.bot.sessionId).toBeNull();
    },
  );
});

describe("a takeover from our own voice", () => {
  it("is quiet when the worker has said so, not when the carrier lets go", () => {
    const story = Story.withBot("stream");
    story.tell({ type: "takeover.asked", operator: ada, epoch: 1 });
    expect(story.told).toEqual(["stop_bot", "call.changed"]);
    story.now += 90;
    story.tell({ type: "bot.silenced", epoch: 2 });
    story.now += 300;
    story.operatorJoins("CAada", 2);
    story.tell({ type: "document.asked" });
    story.now += 200;
    story.joins(CALLER, 2, "caller-2-3", 2);
    expect(story.last.effects).toContainEqual({
      kind: "record",
      fact: {
        type: "baton.moved",
        cause: "takeover",
        byName: "Ada",
        silentAfterMs: 90,
        audibleAfterMs: 590,
      },
    });
  });

  it("that no worker confirmed says nothing of its silence", () => {
    const story = Story.withOperator("stream");
    expect(story.last.effects).toContainEqual(
      expect.objectContaining({ fact: expect.objectContaining({ silentAfterMs: null }) }),
    );
  });

  it("starts the fork with the conference, and ends it when the bot gets the caller back", () => {
    const story = Story.withBot("stream");
    story.tell({ type: "takeover.asked", operator: ada, epoch: 1 });
    story.operatorJoins("CAada", 2);
    expect(story.tell({ type: "document.asked" }).document).toMatchObject({
      kind: "join",
      startsFork: true,
    });
    const step = story.state.forkStep;
    story.joins(CALLER, 2, "caller-2-3", 2);
    story.tell({ type: "fork.changed", on: true, step });
    story.leaves("CAada", 2, "operator-2-CAada", 3);
    story.after(60_000);
    expect(story.tell({ type: "document.asked" }).document).toMatchObject({
      kind: "bot",
      engine: "stream",
      startsFork: false,
      stopsFork: step,
    });
    expect(story.state.fork).toBe("off");
  });

  it("hears nothing any more of a fork that was stopped, however late it reports", () => {
    const story = Story.withOperator("stream");
    const step = story.state.forkStep;
    story.leaves("CAada", 2, "operator-2-CAada", 3);
    story.after(60_000);
    story.tell({ type: "document.asked" });
    story.tell({ type: "fork.changed", on: false, step });
    story.tell({ type: "fork.changed", on: true, step });
    expect(story.state.fork).toBe("off");
    story.tell({ type: "bot.opened", epoch: 3, sessionId: "s3" });
    story.tell({ type: "takeover.asked", operator: ada, epoch: 3 });
    expect(story.tell({ type: "document.asked" }).document).toMatchObject({ startsFork: true });
  });

  it("that fails leaves the caller on the socket they have", () => {
    const story = Story.withBot("stream");
    story.tell({ type: "takeover.asked", operator: ada, epoch: 1 });
    story.after(8000);
    expect(story.where).toBe("bot/connected@3 bot");
    expect(story.told).toEqual(["tell_leg:reverted", "resume_bot", "moved:takeover_failed"]);
  });
});

describe("a bot whose own ears or voice are gone", () => {
  it("goes on with the carrier's, in context, for the rest of the call", () => {
    const story = Story.withBot("stream");
    story.tell(failed("s1"));
    expect(story.state.engine).toBe("relay");
    expect(story.tell({ type: "document.asked" }).document).toMatchObject({
      kind: "bot",
      engine: "relay",
      epoch: 2,
      hasGreeting: false,
      startsFork: true,
    });
    expect(story.told).toContain("noted:engine_failed");
    story.tell({ type: "bot.opened", epoch: 2, sessionId: "s2" });
    expect(story.told).toEqual(["moved:bot_resumed"]);
    story.tell({ type: "bot.lost", reason: "worker_lost" });
    expect(story.tell({ type: "document.asked" }).document).toMatchObject({ engine: "relay" });
  });

  it("is greeted for by the carrier if it had not been heard yet", () => {
    const story = Story.inbound({ engine: "stream" });
    story.tell({ type: "document.asked" });
    story.tell({ type: "bot.opened", epoch: 1, sessionId: "s1" });
    story.tell(failed("s1"));
    expect(story.tell({ type: "document.asked" }).document).toMatchObject({
      engine: "relay",
      hasGreeting: true,
    });
    expect(story.state.bot.resumeReason).toBe("fresh");
  });

  it("has its caller fetched when the carrier does not ask", () => {
    const story = Story.withBot("stream");
    story.tell(failed("s1"));
    story.after(4000);
    expect(story.told).toEqual(["noted:engine_failed", "redirect_caller", "call.changed"]);
    expect(story.tell({ type: "document.asked" }).document).toMatchObject({ engine: "relay" });
  });

  it("takes back what the carrier was told before the news came", () => {
    const story = Story.withBot("stream");
    expect(story.tell({ type: "document.asked" }).document).toMatchObject({ engine: "stream" });
    story.tell(failed("s1"));
    expect(story.told).toEqual(["redirect_caller", "call.changed"]);
    expect(story.tell({ type: "document.asked" }).document).toMatchObject({
      engine: "relay",
      epoch: 3,
    });
    // It counts as one failure: two more until a human is asked.
    expect(story.state.bot.resumedAt).toHaveLength(1);
    story.tell({ type: "bot.opened", epoch: 2, sessionId: "s2" });
    expect(story.state.bot.sessionId).toBeNull();
    story.tell(failed("s1"));
    expect(story.told).toEqual([]);
  });

  it("changes nothing for a session that has opened since", () => {
    const story = Story.withBot("stream");
    story.tell({ type: "document.asked" });
    story.tell({ type: "bot.opened", epoch: 2, sessionId: "s2" });
    const { state } = story;
    story.tell(failed("s1"));
    expect(story.state).toBe(state);
  });

  it.each<[string, CallReport[]]>([
    ["whose caller has left", [{ type: "caller.gone" }]],
    ["that said goodbye", [{ type: "bot.ending", reason: "done" }]],
    ["that an operator has silenced", [{ type: "takeover.asked", operator: ada, epoch: 1 }]],
  ])("%s needs none", (_which, before) => {
    const story = Story.withBot("stream");
    for (const report of before) story.tell(report);
    story.tell(failed("s1"));
    expect(story.state.engine).toBe("stream");
  });

  it("of the carrier has none to fall back on", () => {
    const story = Story.withBot("relay");
    story.tell(failed("s1"));
    expect(story.tell({ type: "document.asked" }).document).toMatchObject({ engine: "relay" });
    expect(story.told).toContain("noted:engine_failed");
  });
});
