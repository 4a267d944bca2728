import { describe, expect, it } from "vitest";
import { ada, CALLER, Story } from "./testing/story.ts";

describe("the bot", () => {
  it("greets first, with a fork, once", () => {
    const story = Story.inbound();
    expect(story.tell({ type: "document.asked" }).document).toMatchObject({
      kind: "bot",
      hasGreeting: true,
      startsFork: true,
      epoch: 1,
    });
  });

  it("whose worker dies goes on in context without a greeting", () => {
    const story = Story.withBot();
    story.tell({ type: "bot.lost", reason: "worker_lost" });
    expect(story.told).toEqual(["noted:bot_worker_lost", "redirect_caller", "call.changed"]);
    expect(story.tell({ type: "document.asked" }).document).toMatchObject({
      kind: "bot",
      hasGreeting: false,
      epoch: 2,
    });
    expect(story.state.bot.resumeReason).toBe("worker_lost");
    story.tell({ type: "bot.opened", epoch: 2, sessionId: "s2" });
    expect(story.told).toEqual(["moved:bot_resumed"]);
  });

  it("that never spoke greets when it comes at last", () => {
    const story = Story.inbound();
    story.tell({ type: "document.asked" });
    const again = story.tell({ type: "document.asked" });
    expect(again.document).toMatchObject({ kind: "bot", hasGreeting: true, epoch: 2 });
    expect(story.state.bot.resumeReason).toBe("fresh");
  });

  it("that fails a third time within a minute hands the caller to a human", () => {
    const story = Story.withBot();
    story.candidates = [ada];
    story.tell({ type: "document.asked" });
    story.now += 10_000;
    story.tell({ type: "document.asked" });
    story.now += 10_000;
    const third = story.tell({ type: "document.asked" });
    expect(third.document?.kind).toBe("hold");
    expect(story.state.holder).toEqual({ kind: "nobody", place: "queue" });
    expect(story.state.ring?.operatorId).toBe(ada.userId);
  });

  it("that fails a third time with nobody there apologises and notes a callback", () => {
    const story = Story.withBot();
    for (let time = 0; time < 3; time += 1) story.tell({ type: "document.asked" });
    expect(story.last.document).toMatchObject({ kind: "hang_up", words: "callback" });
    expect(story.told).toContain("note_callback");
    expect(story.told).not.toContain("redirect_caller");
  });

  it("that fails now and then goes on", () => {
    const story = Story.withBot();
    for (let time = 0; time < 5; time += 1) {
      story.now += 31_000;
      expect(story.tell({ type: "document.asked" }).document?.kind).toBe("bot");
    }
  });

  it("without a worker lets the caller wait a little, then asks a human", () => {
    const story = Story.inbound();
    story.hasWorker = false;
    expect(story.tell({ type: "document.asked" }).document).toMatchObject({
      kind: "hold",
      isShort: true,
      startsFork: false,
    });
    story.now += 5000;
    story.hasWorker = true;
    expect(story.tell({ type: "document.asked" }).document).toMatchObject({
      kind: "bot",
      hasGreeting: true,
    });
    const other = Story.inbound();
    other.hasWorker = false;
    other.tell({ type: "document.asked" });
    other.now += 12_000;
    expect(other.tell({ type: "document.asked" }).document).toMatchObject({ words: "callback" });
  });

  it("comes to a waiting caller as soon as a worker is there", () => {
    const story = Story.withBot();
    story.hasWorker = false;
    story.tell({ type: "document.asked" });
    expect(story.told).toEqual(["noted:bot_worker_lost", "call.changed"]);
    story.hasWorker = true;
    story.tell({ type: "worker.came" });
    expect(story.told).toEqual(["redirect_caller"]);
    expect(story.tell({ type: "document.asked" }).document?.kind).toBe("bot");
    story.tell({ type: "worker.came" });
    expect(story.told).toEqual([]);
  });

  it("that is not connected in time has its caller fetched", () => {
    const story = Story.inbound();
    story.tell({ type: "document.asked" });
    story.after(10_000);
    expect(story.told).toContain("redirect_caller");
  });

  it("of an epoch that has passed is not let in", () => {
    const story = Story.withBot();
    story.tell({ type: "bot.lost", reason: "worker_lost" });
    const late = story.tell({ type: "bot.opened", epoch: 1, sessionId: "old" });
    expect(late.effects).toEqual([]);
    expect(story.state.bot.sessionId).toBeNull();
  });

  it("says goodbye: the next document hangs up, and we do if none is asked for", () => {
    const story = Story.withBot();
    story.tell({ type: "bot.ending", reason: "done" });
    expect(story.tell({ type: "document.asked" }).document?.kind).toBe("hang_up");
    story.after(15_000);
    expect(story.told).toContain("end_leg");
    expect(story.state.outcome).toBe("bot_resolved");
  });
});

describe("a call without a bot", () => {
  it("rings at operators at once", () => {
    const story = Story.inbound({ botId: null });
    story.candidates = [ada];
    expect(story.tell({ type: "document.asked" }).document?.kind).toBe("hold");
    expect(story.told).toContain("ring");
    story.tell({
      type: "offer.answered",
      operator: ada,
      offerId: story.state.ring?.offerId ?? "",
    });
    story.operatorJoins("CAada", story.state.epoch);
    expect(story.told).toContain("redirect_caller");
  });
});

describe("the end of a call", () => {
  it("is what the carrier says, once", () => {
    const story = Story.withBot();
    story.tell({ type: "caller.gone" });
    story.tell({ type: "leg.progressed", sid: CALLER, status: "completed", durationSeconds: 35 });
    const ended = story.state;
    expect(ended).toMatchObject({ status: "ended", durationSeconds: 35, outcome: "abandoned" });
    story.tell({ type: "leg.progressed", sid: CALLER, status: "completed", durationSeconds: 35 });
    expect(story.state).toBe(ended);
    expect(story.tell({ type: "takeover.asked", operator: ada, epoch: 1 }).refused?.code).toBe(
      "call_over",
    );
  });

  it("is found out by ourselves when the last callback is lost", () => {
    const story = Story.withBot();
    story.now += 20_000;
    story.tell({ type: "caller.gone" });
    story.after(2500);
    expect(story.state).toMatchObject({ status: "ended", durationSeconds: 23 });
  });

  it("counts a request that was saved a moment too late", () => {
    const story = Story.withBot();
    story.tell({ type: "leg.progressed", sid: CALLER, status: "completed", durationSeconds: 35 });
    story.tell({ type: "request.saved", requestId: "r1", kind: "request" });
    expect(story.state).toMatchObject({ outcome: "request_taken", requestId: "r1" });
  });
});

describe("a dialled call", () => {
  it("dials once the operator is in, and is answered when the carrier says so", () => {
    const story = Story.outbound();
    story.operatorJoins("CAada", 1);
    expect(story.told).toEqual(["tell_leg:joined", "dial_outside", "call.changed"]);
    story.tell({ type: "outside.dialled", sid: "CAout" });
    story.tell({ type: "leg.progressed", sid: "CAout", status: "ringing", durationSeconds: null });
    expect(story.state.status).toBe("ringing");
    story.now += 4000;
    story.tell({
      type: "leg.progressed",
      sid: "CAout",
      status: "in-progress",
      durationSeconds: null,
    });
    expect(story.told).toEqual([
      "moved:answered",
      "start_fork",
      "start_transcription",
      "start_recording",
    ]);
    expect(story.state).toMatchObject({ status: "live", outcome: null, phase: "connected" });
    story.tell({ type: "leg.progressed", sid: "CAout", status: "completed", durationSeconds: 7 });
    expect(story.state).toMatchObject({ outcome: "answered", durationSeconds: 7 });
  });

  it("hears of an answer before it knows the leg", () => {
    const story = Story.outbound();
    story.operatorJoins("CAada", 1);
    story.tell({
      type: "leg.progressed",
      sid: "CAout",
      status: "in-progress",
      durationSeconds: null,
    });
    expect(story.state).toMatchObject({ callerSid: "CAout", status: "live" });
  });

  it.each(["busy", "no-answer", "canceled"] as const)("that is %s was not reached", (status) => {
    const story = Story.outbound();
    story.operatorJoins("CAada", 1);
    story.tell({ type: "outside.dialled", sid: "CAout" });
    story.tell({ type: "leg.progressed", sid: "CAout", status, durationSeconds: null });
    expect(story.state).toMatchObject({ status: "ended", outcome: "not_reached" });
    expect(story.told).toContain("end_leg");
  });

  it("ends when the operator's microphone fails", () => {
    const story = Story.outbound();
    story.after(8000);
    expect(story.state).toMatchObject({ status: "ended", outcome: "failed" });
  });

  it("given up by the operator before an answer is taken back", () => {
    const story = Story.outbound();
    story.operatorJoins("CAada", 1);
    story.tell({ type: "hangup.asked", operatorId: ada.userId });
    expect(story.state.status).toBe("ended");
    story.tell({ type: "outside.dialled", sid: "CAout" });
    expect(story.told).toEqual(["end_leg"]);
  });
});
