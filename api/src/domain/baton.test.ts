import { describe, expect, it } from "vitest";
import { ada, ben, CALLER, Story } from "./testing/story.ts";

describe("a takeover", () => {
  it("silences the bot at once and moves the caller once the operator is in", () => {
    const story = Story.withBot();
    story.tell({ type: "takeover.asked", operator: ada, epoch: 1 });
    expect(story.where).toBe("operator/claimed@2 bot");
    expect(story.told).toEqual(["stop_bot", "call.changed"]);
    story.operatorJoins("CAada", 2);
    expect(story.told).toEqual(["tell_leg:joined", "redirect_caller"]);
    const { document } = story.tell({ type: "document.asked" });
    expect(document).toMatchObject({
      kind: "join",
      startsTranscription: "words-2",
      join: { endConferenceOnExit: true, beep: false, waitUrl: "" },
    });
    story.joins(CALLER, 2, "caller-2-3", 2);
    expect(story.where).toBe("operator/connected@2 conference");
    expect(story.told).toEqual(["moved:takeover", "start_recording"]);
  });

  it("says how long the silence and the connection took", () => {
    const story = Story.withBot();
    story.tell({ type: "takeover.asked", operator: ada, epoch: 1 });
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
        // Not when the worker stopped: when the carrier let the caller go.
        silentAfterMs: 390,
        audibleAfterMs: 590,
      },
    });
  });

  it("is won by one: the other learns who", () => {
    const story = Story.withBot();
    story.tell({ type: "takeover.asked", operator: ada, epoch: 1 });
    const lost = story.tell({ type: "takeover.asked", operator: ben, epoch: 1 });
    expect(lost.refused).toEqual({ code: "already_taken", detail: "Ada" });
    expect(story.where).toBe("operator/claimed@2 bot");
  });

  it("of an epoch that has passed is refused", () => {
    const story = Story.withBot();
    expect(story.tell({ type: "takeover.asked", operator: ada, epoch: 0 }).refused?.code).toBe(
      "wrong_state",
    );
  });

  it("that is not heard within 8 s goes back to the bot, which is still there", () => {
    const story = Story.withBot();
    story.tell({ type: "takeover.asked", operator: ada, epoch: 1 });
    expect(story.after(7999).effects).toEqual([]);
    story.after(1);
    expect(story.where).toBe("bot/connected@3 bot");
    expect(story.told).toEqual(["tell_leg:reverted", "resume_bot", "moved:takeover_failed"]);
  });

  it("whose microphone fails goes back at once and ends the operator's leg", () => {
    const story = Story.withBot();
    story.tell({ type: "takeover.asked", operator: ada, epoch: 1 });
    story.operatorJoins("CAada", 2);
    story.tell({ type: "document.asked" });
    story.tell({ type: "claim.abandoned", operatorId: ada.userId, epoch: 2 });
    expect(story.where).toBe("bot/claimed@3 moving");
    expect(story.told).toEqual([
      "end_leg",
      "tell_leg:reverted",
      "redirect_caller",
      "moved:takeover_failed",
    ]);
    expect(story.tell({ type: "document.asked" }).document).toMatchObject({
      kind: "bot",
      hasGreeting: false,
      stopsTranscription: "words-2",
    });
    expect(story.state.bot.resumeReason).toBe("takeover_failed");
    expect(story.state.bot.resumedAt).toEqual([]);
  });

  it("connects without a redirect when the caller came to the conference first", () => {
    const story = Story.withBot();
    story.tell({ type: "takeover.asked", operator: ada, epoch: 1 });
    // The relay's socket ended by itself, and the carrier asked.
    expect(story.tell({ type: "document.asked" }).document?.kind).toBe("join");
    story.joins(CALLER, 2, "caller-2-1", 1);
    story.operatorJoins("CAada", 2);
    expect(story.told).toEqual(["tell_leg:joined", "moved:takeover", "start_recording"]);
  });

  it("whose redirect the carrier refuses leaves the caller with the bot", () => {
    const story = Story.withBot();
    story.tell({ type: "takeover.asked", operator: ada, epoch: 1 });
    story.operatorJoins("CAada", 2);
    story.tell({ type: "effect.failed", effect: "redirect_caller", step: story.state.step });
    expect(story.where).toBe("bot/connected@3 bot");
    expect(story.told).toContain("resume_bot");
  });

  it("of somebody too late to join finds their leg sent away", () => {
    const story = Story.withBot();
    story.tell({ type: "takeover.asked", operator: ada, epoch: 1 });
    story.tell({
      type: "operator.connecting",
      operatorId: ada.userId,
      epoch: 2,
      sid: "CAada",
      label: "operator-2-x",
    });
    story.after(8000);
    story.joins("CAada", 2, "operator-2-x", 1);
    expect(story.told).toEqual(["end_leg"]);
    expect(story.state.holder.kind).toBe("bot");
  });
});

describe("an operator who is lost", () => {
  it("leaves the caller on hold for 60 s, then to the bot", () => {
    const story = Story.withOperator();
    story.leaves("CAada", 2, "operator-2-CAada", 3);
    expect(story.where).toBe("operator/lost@2 moving");
    expect(story.told).toEqual([
      "tell_leg:left",
      "noted:operator_reconnecting",
      "redirect_caller",
      "call.changed",
    ]);
    expect(story.tell({ type: "document.asked" }).document?.kind).toBe("hold");
    expect(story.tell({ type: "document.asked" }).document?.kind).toBe("hold");
    story.after(60_000);
    expect(story.where).toBe("bot/claimed@3 moving");
    expect(story.told).toContain("moved:operator_lost");
    expect(story.tell({ type: "document.asked" }).document?.kind).toBe("bot");
  });

  it("comes back by a new join", () => {
    const story = Story.withOperator();
    story.leaves("CAada", 2, "operator-2-CAada", 3);
    story.tell({ type: "document.asked" });
    story.tell({ type: "rejoin.asked", operator: ada });
    expect(story.where).toBe("operator/claimed@3 hold");
    story.operatorJoins("CAada2", 3);
    story.tell({ type: "document.asked" });
    story.joins(CALLER, 3, "caller-3-9", 2);
    expect(story.where).toBe("operator/connected@3 conference");
    expect(story.told).toContain("moved:rejoined");
  });

  it("who reloads before the loss is noticed supersedes the old leg", () => {
    const story = Story.withOperator();
    story.tell({ type: "rejoin.asked", operator: ada });
    expect(story.told).toEqual(["end_leg", "tell_leg:superseded", "call.changed"]);
    story.leaves("CAada", 2, "operator-2-CAada", 3);
    expect(story.where).toBe("operator/claimed@3 conference");
    story.operatorJoins("CAada2", 3);
    expect(story.told).toContain("redirect_caller");
  });

  it("whose rejoin fails keeps the rest of the grace", () => {
    const story = Story.withOperator();
    story.leaves("CAada", 2, "operator-2-CAada", 3);
    story.now += 50_000;
    story.tell({ type: "rejoin.asked", operator: ada });
    story.after(8000);
    expect(story.state).toMatchObject({ phase: "lost", epoch: 4 });
    story.after(2000);
    expect(story.state.holder.kind).toBe("bot");
  });

  it("whose caller hung up was not lost", () => {
    const story = Story.withOperator();
    story.leaves("CAada", 2, "operator-2-CAada", 3, true);
    expect(story.told).toEqual([]);
    story.tell({ type: "leg.progressed", sid: CALLER, status: "completed", durationSeconds: 5 });
    expect(story.told).toContain("moved:ended");
    expect(story.told).not.toContain("noted:operator_reconnecting");
  });

  it("is nobody else's to rejoin", () => {
    const story = Story.withOperator();
    expect(story.tell({ type: "rejoin.asked", operator: ben }).refused).toEqual({
      code: "already_taken",
      detail: "Ada",
    });
  });
});

describe("the holder", () => {
  it("holds and unholds the caller; nobody else does", () => {
    const story = Story.withOperator();
    story.tell({ type: "hold.asked", operatorId: ada.userId, on: true });
    expect(story.told).toEqual(["noted:held", "hold_caller", "call.changed"]);
    story.tell({ type: "hold.asked", operatorId: ada.userId, on: true });
    expect(story.told).toEqual([]);
    expect(
      story.tell({ type: "hold.asked", operatorId: ben.userId, on: false }).refused?.code,
    ).toBe("not_allowed");
  });

  it("hangs up: the caller's leg is ended, and the call once the carrier says so", () => {
    const story = Story.withOperator();
    story.tell({ type: "hangup.asked", operatorId: ada.userId });
    expect(story.told).toEqual(["end_leg"]);
    story.now += 30_000;
    story.tell({ type: "leg.progressed", sid: CALLER, status: "completed", durationSeconds: 33 });
    expect(story.state).toMatchObject({
      status: "ended",
      outcome: "taken_over",
      durationSeconds: 33,
    });
    // What the bot had understood is not lost because a human went on.
    expect(story.told).toEqual([
      "end_leg",
      "tell_leg:left",
      "moved:ended",
      "count_cost",
      "keep_request",
    ]);
  });
});
