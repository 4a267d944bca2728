import { describe, expect, it } from "vitest";
import { ada, ben, CALLER, Story } from "./testing/story.ts";
import { byIdleTime } from "./ringing.ts";

function asked(candidates = [ada, ben]): Story {
  const story = Story.withBot();
  story.candidates = candidates;
  story.tell({ type: "handover.asked", reason: "caller_asked", brief: "A leak." });
  return story;
}

describe("a handover offer", () => {
  it("rings the first, and the next when it is let ring", () => {
    const story = asked();
    expect(story.told).toEqual(["noted:handover_offered", "ring", "call.changed"]);
    expect(story.state.ring?.operatorId).toBe(ada.userId);
    story.after(20_000);
    expect(story.told).toEqual([
      "noted:offer_expired",
      "withdraw_ring",
      "noted:handover_offered",
      "ring",
      "call.changed",
    ]);
    expect(story.state.ring?.operatorId).toBe(ben.userId);
  });

  it("that nobody takes gives the caller back to the bot and notes a callback", () => {
    const story = asked([ada]);
    story.tell({
      type: "offer.declined",
      operatorId: ada.userId,
      offerId: story.state.ring?.offerId ?? "",
    });
    expect(story.told).toEqual([
      "noted:offer_declined",
      "withdraw_ring",
      "noted:nobody_answered",
      "resume_bot",
      "call.changed",
    ]);
    expect(story.where).toBe("bot/connected@1 bot");
    story.tell({ type: "leg.progressed", sid: CALLER, status: "completed", durationSeconds: 9 });
    expect(story.told).toContain("note_callback");
    expect(story.state.outcome).toBe("callback_noted");
  });

  it("with nobody there says so at once", () => {
    const story = asked([]);
    expect(story.state.ring).toBeNull();
    expect(story.told).toContain("noted:nobody_answered");
  });

  it("asked for twice rings once", () => {
    const story = asked();
    story.tell({ type: "handover.asked", reason: "bot_stuck", brief: "" });
    expect(story.told).toEqual([]);
  });

  it("is answered by the one it rings at, as a claim", () => {
    const story = asked();
    const offerId = story.state.ring?.offerId ?? "";
    expect(story.tell({ type: "offer.answered", operator: ben, offerId }).refused?.code).toBe(
      "offer_gone",
    );
    story.tell({ type: "offer.answered", operator: ada, offerId });
    expect(story.told).toEqual(["stop_bot", "withdraw_ring", "call.changed"]);
    story.operatorJoins("CAada", 2);
    story.tell({ type: "document.asked" });
    story.joins(CALLER, 2, "caller-2-1", 2);
    expect(story.told).toContain("moved:handover");
    story.tell({ type: "leg.progressed", sid: CALLER, status: "completed", durationSeconds: 9 });
    expect(story.state.outcome).toBe("answered");
  });

  it("ends when somebody takes the call over", () => {
    const story = asked();
    story.tell({ type: "takeover.asked", operator: ben, epoch: 1 });
    expect(story.told).toEqual(["stop_bot", "withdraw_ring", "call.changed"]);
  });

  it("ends with the call", () => {
    const story = asked();
    story.tell({ type: "leg.progressed", sid: CALLER, status: "completed", durationSeconds: 9 });
    expect(story.told).toContain("withdraw_ring");
  });
});

it("the longest idle is rung first", () => {
  const order = byIdleTime([
    { userId: "b", idleSince: 5 },
    { userId: "c", idleSince: 1 },
    { userId: "a", idleSince: 5 },
  ]);
  expect(order.map(({ userId }) => userId)).toEqual(["c", "a", "b"]);
});
