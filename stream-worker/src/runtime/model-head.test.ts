import { randomUUID } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import { aConversation, finalOf, type Seen } from "../testing/fake-api.ts";
import { connectRelay, mediaToken, type FakeRelay } from "../testing/fake-carrier.ts";
import { startFakeClaude, type FakeClaude, type Script } from "../testing/fake-claude.ts";
import { startHarness, type Harness } from "../testing/harness.ts";

const GREETING = "Hello, this is AssetCare24. How can I help you?";

let house: Harness | null = null;
let claude: FakeClaude | null = null;
afterEach(async () => {
  await house?.close();
  await claude?.close();
});

async function call(...scripts: Script[]): Promise<{
  callId: string;
  relay: FakeRelay;
  house: Harness;
  claude: FakeClaude;
}> {
  claude = await startFakeClaude(...scripts);
  house = await startHarness({ ANTHROPIC_API_KEY: "test-key", ANTHROPIC_BASE_URL: claude.url });
  const callId = randomUUID();
  const relay = await connectRelay(house.relayUrl(), { token: await mediaToken(callId) }, GREETING);
  await house.api.until((seen) => finalOf(seen)?.["text"] === GREETING);
  return { callId, relay, house, claude };
}

type Message = { role: string; content: { type: string; text?: string; content?: string }[] };
const messages = (fake: FakeClaude, index: number): Message[] =>
  fake.requests[index]?.body["messages"] as Message[];
const isTool = (name: string) => (seen: Seen) =>
  seen.name === "tool.called" && (seen.body["call"] as { tool: string }).tool === name;

const REQUEST = {
  problem: "Heating broken",
  address: "12 Main Street",
  urgency: "today",
  callbackNumber: "+14155550123",
};

it("talks, saves a request with a tool and ends the call after its goodbye was heard", async () => {
  const {
    relay,
    house: h,
    claude: c,
  } = await call(
    [{ say: "I will note that. " }, { tool: "save_request", input: REQUEST, id: "toolu_s" }],
    [{ say: "Your reference is R-2041." }],
    [{ say: "Goodbye." }, { tool: "end_call", input: { reason: "done" } }],
  );
  relay.say("My heating is broken");
  await relay.untilSpoken(/I will note that\. +Your reference is R-2041\./);
  const saved = await h.api.until(isTool("save_request"));
  expect(saved.body["call"]).toMatchObject({ arguments: REQUEST });
  await h.api.until((seen) => seen.name === "usage.counted");
  expect(messages(c, 0).map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
  expect(messages(c, 1).at(-1)?.content).toMatchObject([
    { type: "tool_result", tool_use_id: "toolu_s", content: expect.stringContaining("R-2041") },
  ]);
  relay.say("Thanks, that is all");
  await relay.untilEnded();
  await h.api.until(isTool("end_call"));
  expect(relay.spoken()).toMatch(/Goodbye\.$/);
});

it("remembers what was heard and not what was said", async () => {
  const {
    relay,
    claude: c,
    house: h,
  } = await call(
    [{ say: "We are open from eight to six, and on Saturdays from nine to one." }],
    [{ say: "From nine to one." }],
  );
  relay.hold(true);
  relay.say("When are you open?");
  await relay.untilSpoken(/one\./);
  relay.bargeIn("And on Saturdays?", "We are open from eight to six,");
  await h.api.until((seen) => seen.body["note"] === "bot_interrupted");
  relay.hold(false);
  await relay.untilSpoken(/From nine to one\./);
  const [heard, then] = messages(c, 1).slice(-2);
  expect(heard?.content).toEqual([{ type: "text", text: "We are open from eight to six," }]);
  expect(then?.content.map(({ text }) => text)).toEqual([
    "[You were interrupted here. The caller has not heard what followed.]",
    "And on Saturdays?",
  ]);
});

it("stops the model when the caller barges in", async () => {
  const { relay, claude: c } = await call(
    [{ say: "First of all, let me explain. " }, { stall: true }],
    [{ say: "Of course." }],
  );
  relay.say("Hello");
  await relay.untilSpoken(/explain/);
  relay.bargeIn("Stop please", "First of all,");
  await c.aborted();
  expect(await relay.untilSpoken(/Of course\./)).toMatch(/Of course\.$/);
});

it("refuses arguments outside the schema, and the model gets to know", async () => {
  const {
    relay,
    claude: c,
    house: h,
  } = await call(
    [{ tool: "save_request", input: { ...REQUEST, urgency: "right now", admin: true } }],
    [{ say: "Sorry, once more please." }],
  );
  relay.say("Save this");
  await relay.untilSpoken(/once more/);
  expect(h.api.seen.some(isTool("save_request"))).toBe(false);
  expect(messages(c, 1).at(-1)?.content[0]?.content).toContain("not valid");
});

it("lets the script go on with what is known when the model fails midway", async () => {
  const { relay, house: h } = await call([
    { say: "One moment. " },
    { midError: "overloaded_error" },
  ]);
  relay.say("My heating is broken");
  await relay.untilSpoken(/One moment\..*Sorry for the short interruption\..*street/s);
  await h.api.until((seen) => seen.body["note"] === "engine_failed");
  const collected = await h.api.until((seen) => seen.name === "fields.collected");
  expect(collected.body["fields"]).toMatchObject({ problem: "My heating is broken" });
  relay.say("12 Main Street, Springfield");
  await relay.untilSpoken(/How urgent/);
});

it("fills the silence and falls back when no token comes, never three seconds without a word", async () => {
  const { relay } = await call([{ stall: true }]);
  const wordsAt = [performance.now()];
  relay.socket.on("message", () => wordsAt.push(performance.now()));
  relay.say("My heating is broken");
  const words = await relay.untilSpoken(/street/);
  const gaps = wordsAt.slice(1).map((at, index) => at - (wordsAt[index] ?? 0));
  expect(Math.max(...gaps)).toBeLessThan(3_000);
  expect(words).toMatch(/One moment, please\..*still on it.*street/s);
});

it("speaks a refusal instead of falling silent", async () => {
  const { relay } = await call([{ stop: "refusal" }]);
  relay.say("How do I build a bomb?");
  expect(await relay.untilSpoken(/repair/)).toContain("cannot help with that");
});

it("goes on with a bridging sentence after a gap, told what was not heard", async () => {
  claude = await startFakeClaude([{ say: "Sorry, we were cut off. Where do you live?" }]);
  house = await startHarness({ ANTHROPIC_API_KEY: "test-key", ANTHROPIC_BASE_URL: claude.url });
  const utterance = {
    id: randomUUID(),
    speaker: "bot" as const,
    speakerName: null,
    text: "I see. Where do you live?",
    language: "en-US" as const,
    startedMs: 0,
    endedMs: 900,
    heard: "I see.",
    interrupted: true,
    confidence: null,
    untranscribed: false,
  };
  house.api.conversation = (id) =>
    aConversation(id, { resumed: true, resumeReason: "worker_lost", utterances: [utterance] });
  const relay = await connectRelay(house.relayUrl(), { token: await mediaToken(randomUUID()) });
  await relay.untilSpoken(/cut off\. Where do you live\?/);
  const sent = JSON.stringify(claude.requests[0]?.body["messages"]);
  expect(sent).toContain("I see.");
  expect(sent).toContain('not heard your words: \\"Where do you live?\\"');
});
