import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import type { Seen } from "../testing/fake-api.ts";
import { connectRelay, mediaToken, type FakeRelay } from "../testing/fake-carrier.ts";
import { startFakeClaude, type Act, type FakeClaude, type Script } from "../testing/fake-claude.ts";
import { startHarness, type Harness } from "../testing/harness.ts";

const GREETING = "Hello, this is AssetCare24. How can I help you?";
const FIRST = "claude-haiku-5-5";
const SECOND = "claude-sonnet-5-5";

let house: Harness | null = null;
let claude: FakeClaude | null = null;
afterEach(async () => {
  await house?.close();
  await claude?.close();
});

const OVERLOADED: Script = { status: 529, type: "overloaded_error" };
const isTool = (name: string) => (seen: Seen) =>
  seen.name === "tool.called" && (seen.body["call"] as { tool: string }).tool === name;

/** A call with two models, each of which answers as it is told to, in turn. */
async function call(
  answers: Record<string, Script[]>,
  env: Record<string, string> = {},
): Promise<{ relay: FakeRelay; asked: () => string[]; house: Harness }> {
  claude = await startFakeClaude();
  claude.answer = ({ model }) => {
    const own = answers[String(model)] ?? [];
    return (own.length > 1 ? own.shift() : own[0]) ?? null;
  };
  house = await startHarness({
    ANTHROPIC_API_KEY: "test-key",
    ANTHROPIC_BASE_URL: claude.url,
    ...env,
  });
  const token = await mediaToken(randomUUID());
  const relay = await connectRelay(house.relayUrl(), { token }, GREETING);
  const { requests } = claude;
  return { relay, house, asked: () => requests.map(({ body }) => String(body["model"])) };
}

describe("a second model behind the first", () => {
  it.each<[string, Script]>([
    ["is overloaded", OVERLOADED],
    ["refuses the request", { status: 400, type: "invalid_request_error" }],
    ["breaks off before a word", [{ ping: true }, { cut: true }]],
    ["ends without a word", []],
  ])("answers when the first %s, and goes on with the call", async (_, fault) => {
    const {
      relay,
      asked,
      house: h,
    } = await call({
      [FIRST]: [fault],
      [SECOND]: [[{ say: "I am here." }], [{ say: "Still here." }]],
    });
    relay.say("Hello?");
    await relay.untilSpoken(/I am here\./);
    relay.say("And now?");
    await relay.untilSpoken(/Still here\./);
    expect(asked().slice(asked().indexOf(SECOND))).toEqual([SECOND, SECOND]);
    // Nobody who follows the call is told of an engine that failed: the bot is as good as before.
    expect(h.api.seen.some((seen) => seen.body["note"] === "engine_failed")).toBe(false);
  });

  it("is not asked when the first broke off in a sentence: the script takes over with an apology", async () => {
    const {
      relay,
      asked,
      house: h,
    } = await call({
      [FIRST]: [[{ say: "One moment. " }, { midError: "overloaded_error" }]],
      [SECOND]: [[{ say: "Never asked." }]],
    });
    relay.say("My heating is broken");
    await relay.untilSpoken(/One moment\..*Sorry for the short interruption\..*street/s);
    await h.api.until((seen) => seen.body["note"] === "engine_failed");
    expect(asked()).toEqual([FIRST]);
  });

  it("knows what the first has saved before it failed, and does not save it again", async () => {
    const save: Act = {
      tool: "save_request",
      input: { problem: "Heating", address: null, urgency: null, callbackNumber: null },
    };
    const { relay, house: h } = await call({
      [FIRST]: [[save], OVERLOADED],
      [SECOND]: [[{ say: "Saved as R-2041." }]],
    });
    relay.say("Save it");
    await relay.untilSpoken(/Saved as R-2041\./);
    expect(h.api.seen.filter(isTool("save_request"))).toHaveLength(1);
    const last = claude?.requests.at(-1)?.body["messages"];
    expect(JSON.stringify(last)).toContain("R-2041");
  });

  it("leaves the call to the script when it fails, too", async () => {
    const {
      relay,
      asked,
      house: h,
    } = await call({ [FIRST]: [OVERLOADED], [SECOND]: [OVERLOADED] });
    relay.say("My heating is broken");
    await relay.untilSpoken(/street/);
    await h.api.until((seen) => seen.body["note"] === "engine_failed");
    expect(new Set(asked())).toEqual(new Set([FIRST, SECOND]));
  });

  it("can be turned off", async () => {
    const { relay, asked } = await call(
      { [FIRST]: [OVERLOADED] },
      { ANTHROPIC_FALLBACK_MODEL: "" },
    );
    relay.say("My heating is broken");
    await relay.untilSpoken(/street/);
    expect(new Set(asked())).toEqual(new Set([FIRST]));
  });

  it("rests by itself: after three failures of the first, calls begin with the second", async () => {
    const answers = { [FIRST]: [OVERLOADED], [SECOND]: [[{ say: "I am here." }]] };
    const { relay, asked, house: h } = await call(answers);
    const relays = [relay];
    for (let more = 0; more < 3; more += 1) {
      const token = await mediaToken(randomUUID());
      relays.push(await connectRelay(h.relayUrl(), { token }, GREETING));
    }
    for (const one of relays) {
      one.say("Hello?");
      await one.untilSpoken(/I am here\./);
    }
    expect(asked().slice(-2)).toEqual([SECOND, SECOND]);
  });
});
