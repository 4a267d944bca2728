import { describe, expect, it } from "vitest";
import { sessionCall } from "../testing/session-call.ts";

type Call = ReturnType<typeof sessionCall>;

const GREETING = "Hello, this is AssetCare24. How can I help you?";
/** All of its sound, and the last mark. */
const GREETED_MS = GREETING.length * 60 + 2_600;

async function greeted(options?: Parameters<typeof sessionCall>[0]): Promise<Call> {
  const call = sessionCall(options);
  call.known();
  await call.settle();
  await call.pass(GREETED_MS);
  return call;
}
const media = (call: Call, from = 0): string[] =>
  call.sent.slice(from).filter((one) => one.startsWith("media"));

describe("a session that is over", () => {
  it.each<[string, (call: Call) => Promise<void>]>([
    ["before anybody knew the conversation", async (call) => call.settle()],
    [
      "in the greeting",
      async (call) => {
        call.known();
        await call.pass(500);
      },
    ],
    [
      "while the caller speaks",
      async (call) => {
        call.known();
        await call.pass(GREETED_MS);
        await call.says("My heating", 500);
      },
    ],
    [
      "while the head thinks",
      async (call) => {
        call.known();
        await call.pass(GREETED_MS);
        await call.says("My heating is broken.", 900);
        await call.pass(1_000);
        expect(call.replies).toHaveLength(1);
      },
    ],
    [
      "while it speaks",
      async (call) => {
        call.known();
        await call.pass(GREETED_MS);
        await call.says("My heating is broken.", 900);
        await call.pass(1_000);
        call.replies[0]?.out.say("I see. Where do you live?");
        await call.pass(200);
      },
    ],
    [
      "after a human took it",
      async (call) => {
        call.known();
        await call.pass(500);
        call.session.stop("takeover");
      },
    ],
  ])("%s leaves no timer behind, and nothing comes of what was begun", async (_, happens) => {
    const call = sessionCall({ renderMs: 100 });
    await happens(call);
    call.session.closed(1000);
    await call.settle();
    expect(call.clock.waiting()).toBe(0);
    const before = call.sent.length;
    for (const { out, end } of call.replies) {
      out.say("Too late.");
      end();
    }
    call.known();
    call.session.mark("1");
    call.session.key("1");
    call.frame(1);
    call.session.stop("takeover");
    call.session.resume("takeover_failed");
    await call.pass(5_000);
    expect(call.sent.slice(before)).toEqual([]);
    expect(call.clock.waiting()).toBe(0);
  });
});

describe("a session whose conversation is not known yet", () => {
  it("keeps what the caller says until somebody can hear it", async () => {
    const call = sessionCall();
    for (let index = 0; index < 100; index += 1) call.frame(index, index);
    expect(call.heardFrames).toEqual([]);
    call.known();
    await call.settle();
    expect(call.heardFrames).toEqual(Array.from({ length: 100 }, (_, index) => index));
  });

  it("goes on without the api after three seconds, once", async () => {
    const call = sessionCall();
    await call.pass(2_900);
    expect(call.heads()).toBe(0);
    await call.pass(200);
    expect(call.replies).toHaveLength(1);
    call.replies[0]?.out.say("I am here.");
    call.known();
    await call.pass(2_000);
    expect(call.heads()).toBe(1);
    expect(media(call).length).toBeGreaterThan(0);
    expect(call.finals().map((one) => one["text"])).not.toContain(GREETING);
  });

  it("ends when the api refuses it, also where it had begun without", async () => {
    const call = sessionCall();
    await call.pass(3_100);
    call.refused({ code: "wrong_state", message: "Another session holds the call." } as never);
    await call.settle();
    expect(call.sent).toContain("end");
  });
});

describe("marks", () => {
  it.each(["", "NaN", "x", "-1", "1e400", "0.5", "99999999999999999999", "1 "])(
    "named %j are no marks of ours",
    async (name) => {
      const call = sessionCall();
      call.known();
      await call.settle();
      for (let time = 0; time < 100; time += 1) {
        call.session.mark(name);
        await call.pass(40);
      }
      await call.pass(GREETED_MS);
      expect(call.finals()).toMatchObject([{ text: GREETING, heard: null }]);
    },
  );
});

describe("a takeover", () => {
  it("lets no sound out once stop has returned, whatever is being rendered", async () => {
    const call = await greeted({ renderMs: 300 });
    await call.says("My heating is broken.", 900);
    await call.pass(1_000);
    call.replies[0]?.out.say("I see. Where do you live? And since when is it broken? ");
    await call.pass(500);
    call.session.stop("takeover");
    const before = call.sent.length;
    call.replies[0]?.out.say("And one more thing. ");
    call.replies[0]?.end();
    await call.pass(3_000);
    expect(call.sent.slice(before)).toEqual([]);
    call.session.closed(1005);
    expect(call.closedAs()).toBe("stopped");
  });
});

describe("a turn's measures", () => {
  it("count for an answer that was there before the turn was over", async () => {
    const call = await greeted({ speculates: true, renderMs: 100 });
    await call.says("My heating is broken.", 900);
    expect(call.replies).toHaveLength(1);
    call.replies[0]?.out.say("I see. Where do you live?");
    call.replies[0]?.end();
    await call.pass(3_000);
    const [turn] = call.measured();
    expect(turn).toMatchObject({ speculated: true, headMs: 0 });
    expect(turn?.voiceMs).toBeLessThanOrEqual(100);
    expect(turn?.totalMs).toBeGreaterThan(0);
  });

  it("count from the head's own words, not from those of an answer that was dropped", async () => {
    const call = await greeted({ speculates: true });
    await call.says("My heating", 500);
    call.replies[0]?.out.say("What about it?");
    await call.says("is broken.", 500);
    await call.pass(1_500);
    expect(call.measured()).toEqual([]);
    call.replies.at(-1)?.out.say("I see. Where do you live?");
    await call.pass(1_000);
    expect(call.measured()[0]?.headMs).toBeGreaterThan(500);
  });
});
