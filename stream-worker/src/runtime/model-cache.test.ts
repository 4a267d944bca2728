import { randomUUID } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import { aConversation } from "../testing/fake-api.ts";
import { connectRelay, mediaToken, type FakeRelay } from "../testing/fake-carrier.ts";
import { startFakeClaude, type FakeClaude } from "../testing/fake-claude.ts";
import { startHarness, type Harness } from "../testing/harness.ts";

const GREETING = "Hello, this is AssetCare24. How can I help you?";
/** What the vendor caches at least of these models; a shorter beginning is read anew every time. */
const MIN_TOKENS = 512;
/** This tokenizer makes at least as many tokens of English. */
const MOST_CHARS_PER_TOKEN = 4;
const MOST_MARKS = 4;

let house: Harness | null = null;
let claude: FakeClaude | null = null;
afterEach(async () => {
  await house?.close();
  await claude?.close();
});

const SAVED = { problem: "Heating", address: null, urgency: "today", callbackNumber: null };
const isAnswered = (body: Record<string, unknown>): boolean =>
  JSON.stringify(body["messages"]).includes("tool_result");

type Block = { cache_control?: unknown };
type Body = { tools: Block[]; system: Block[]; messages: { role: string; content: Block[] }[] };

/** A request in the order in which the vendor reads and caches it, without the marks themselves. */
function read(body: Body) {
  const all = [
    ...body.tools.map((block) => ({ part: "tools", block })),
    ...body.system.map((block) => ({ part: "system", block })),
    ...body.messages.flatMap(({ role, content }) =>
      content.map((block) => ({ part: role, block })),
    ),
  ];
  const marks = all.flatMap(({ block }, index) => (block.cache_control ? [index] : []));
  const pieces = all.map(({ part, block }) =>
    JSON.stringify([part, block], (key, value: unknown) =>
      key === "cache_control" ? undefined : value,
    ),
  );
  return {
    marks,
    pieces,
    /** What is cached for any call of this bot, and for the next turn of this call. */
    ofBot: pieces.slice(0, (marks[0] ?? -1) + 1),
    ofCall: pieces.slice(0, (marks.at(-1) ?? -1) + 1),
  };
}

it("sends what it has sent before, byte for byte: of a bot to every caller, of a call in every turn", async () => {
  let replies = 0;
  claude = await startFakeClaude();
  claude.answer = (body) =>
    JSON.stringify(body["messages"]).split('"Today').length === 2 && !isAnswered(body)
      ? [{ tool: "save_request", input: SAVED, id: "toolu_s" }]
      : [{ say: `This is reply ${(replies += 1)}.` }];
  house = await startHarness({ ANTHROPIC_API_KEY: "test-key", ANTHROPIC_BASE_URL: claude.url });
  const { bot } = aConversation(randomUUID());
  const numbers = ["+14155550123", null, "+493012345678"];
  house.api.conversation = (id) => aConversation(id, { bot, callerNumber: numbers.pop() ?? null });
  const relays: FakeRelay[] = [];
  const said = [
    "My heating is broken",
    "12 Main Street",
    "Today, please",
    "The number is 415 555 0123",
  ];
  const calls = [];
  for (let call = 0; call < 3; call += 1) {
    const token = await mediaToken(randomUUID());
    const relay = await connectRelay(house.relayUrl(), { token }, GREETING);
    relays.push(relay);
    const from = claude.requests.length;
    const before = replies;
    for (const [turn, words] of said.entries()) {
      relay.say(`${words}, said caller ${call}`);
      await relay.untilSpoken(new RegExp(`reply ${before + turn + 1}\\.`, "u"));
    }
    // A barge-in adds a note; what came before it stays as it was.
    relay.hold(true);
    relay.say("And when?");
    await relay.untilSpoken(new RegExp(`reply ${before + 5}\\.`, "u"));
    relay.bargeIn("Wait", "This is");
    relay.hold(false);
    await relay.untilSpoken(new RegExp(`reply ${before + 6}\\.`, "u"));
    calls.push(claude.requests.slice(from).map(({ body }) => read(body as unknown as Body)));
  }

  const [first] = calls[0] ?? [];
  expect((first?.ofBot.join("").length ?? 0) / MOST_CHARS_PER_TOKEN).toBeGreaterThan(MIN_TOKENS);
  for (const turns of calls) {
    expect(turns).toHaveLength(7);
    // What the bot has noted meanwhile is told behind the last mark.
    expect(turns.at(-1)?.pieces.at(-1)).toContain("Collected so far: problem: Heating");
    for (const [turn, asked] of turns.entries()) {
      expect(asked.ofBot).toEqual(first?.ofBot);
      expect(asked.marks.length).toBeLessThanOrEqual(MOST_MARKS);
      // The conversation itself is marked, not only the prompt before it.
      expect(asked.ofCall.length).toBeGreaterThan(asked.ofBot.length + 1);
      const next = turns[turn + 1];
      if (next) expect(next.pieces.slice(0, asked.ofCall.length)).toEqual(asked.ofCall);
    }
  }
  // One caller's words are in no other call.
  expect(JSON.stringify(calls[1])).not.toContain("said caller 0");
});
