import { afterEach, describe, expect, it } from "vitest";
import { ModelError, type ModelEvent, type ModelRequest } from "../ports.ts";
import { systemClock } from "../runtime/clock.ts";
import { startFakeClaude, type FakeClaude, type Script } from "../testing/fake-claude.ts";
import { createClaude } from "./claude.ts";

let server: FakeClaude | null = null;
afterEach(() => server?.close());

const request: ModelRequest = {
  system: "You answer the telephone.",
  situation: "The caller speaks English.",
  messages: [{ role: "user", blocks: [{ type: "text", text: "Hello" }] }],
  moment: null,
  tools: [
    {
      name: "end_call",
      description: "Ends the call.",
      schema: { type: "object", properties: {}, required: [], additionalProperties: false },
    },
  ],
  maxTokens: 300,
};

type Patience = { firstTokenMs?: number; betweenTokensMs?: number };

async function run(
  scripts: Script[],
  patience: Patience = {},
  controller = new AbortController(),
  onEvent: (event: ModelEvent) => void = () => undefined,
): Promise<{ events: ModelEvent[]; fault: string | null }> {
  server = await startFakeClaude(...scripts);
  const model = createClaude({
    apiKey: "test-key",
    baseUrl: server.url,
    model: "claude-haiku-5-5",
    clock: systemClock,
    firstTokenMs: 10_000,
    betweenTokensMs: 10_000,
    ...patience,
  });
  const events: ModelEvent[] = [];
  try {
    for await (const event of model.stream(request, controller.signal)) {
      events.push(event);
      onEvent(event);
    }
    return { events, fault: null };
  } catch (cause) {
    if (!(cause instanceof ModelError)) throw cause;
    return { events, fault: cause.fault };
  }
}

const text = (events: readonly ModelEvent[]): string =>
  events.map((event) => (event.type === "text" ? event.text : "")).join("");

describe("Claude on the wire", () => {
  it("streams words and reports what was used", async () => {
    const { events, fault } = await run([[{ say: "Good morning. How can I help?" }]]);
    expect(fault).toBeNull();
    expect(text(events)).toBe("Good morning. How can I help?");
    expect(events.slice(-2)).toEqual([
      { type: "used", inputTokens: 520, outputTokens: 12 },
      { type: "finished", reason: "done" },
    ]);
  });

  it("asks without thinking or sampling settings, caches the prompt and insists on strict tools", async () => {
    await run([[{ say: "Hello." }]]);
    const sent = server?.requests[0];
    expect(sent?.headers.authorization).toBe("Bearer test-key");
    expect(sent?.body).toMatchObject({
      model: "claude-haiku-5-5",
      stream: true,
      thinking: { type: "disabled" },
      system: [{ cache_control: { type: "ephemeral" } }, {}],
      tools: [{ name: "end_call", strict: true }],
    });
    for (const gone of ["temperature", "top_p", "top_k"])
      expect(sent?.body).not.toHaveProperty(gone);
  });

  it("gives whole tool calls, and undefined for arguments it cannot read", async () => {
    const { events } = await run([
      [
        { say: "Let me see. " },
        { tool: "look_up_request", input: { reference: "R-2041" }, id: "toolu_a" },
        { rawTool: "end_call", json: '{"reason":' },
      ],
    ]);
    expect(events.filter((event) => event.type === "toolUse")).toEqual([
      { type: "toolUse", id: "toolu_a", name: "look_up_request", input: { reference: "R-2041" } },
      { type: "toolUse", id: "toolu_raw", name: "end_call", input: undefined },
    ]);
    expect(events.at(-1)).toMatchObject({ reason: "tool" });
  });

  const faults: [string, Script[], string, string, Patience?][] = [
    [
      "says nothing after its headers",
      [[{ ping: true }, { stall: true }]],
      "silent",
      "",
      { firstTokenMs: 100 },
    ],
    [
      "stalls between words",
      [[{ say: "One " }, { stall: true }]],
      "stalled",
      "One ",
      { betweenTokensMs: 100 },
    ],
    [
      "is overloaded before the stream",
      [{ status: 529, type: "overloaded_error" }],
      "overloaded",
      "",
    ],
    [
      "is overloaded midway",
      [[{ say: "One " }, { midError: "overloaded_error" }]],
      "overloaded",
      "One ",
    ],
    ["cuts the connection", [[{ say: "One " }, { cut: true }]], "cut", "One "],
    [
      "sends garbage",
      [[{ say: "One " }, { raw: "event: content_block_delta\ndata: {{{\n\n" }]],
      "cut",
      "One ",
    ],
    ["refuses the key", [{ status: 401, type: "authentication_error" }], "refused_request", ""],
  ];
  it.each(faults)("names the fault when it %s", async (_, scripts, fault, said, patience) => {
    const result = await run(scripts, patience);
    expect(result.fault).toBe(fault);
    expect(text(result.events)).toBe(said);
  });

  it("tries once more before a stream has begun", async () => {
    const { events } = await run([{ status: 500, type: "api_error" }, [{ say: "Hello." }]]);
    expect(server?.requests).toHaveLength(2);
    expect(text(events)).toBe("Hello.");
  });

  it("reports a refusal as an ending of its own", async () => {
    const { events } = await run([[{ stop: "refusal" }]]);
    expect(events.at(-1)).toEqual({ type: "finished", reason: "refused" });
  });

  it("closes the connection at once when the reply is cut", async () => {
    const controller = new AbortController();
    const script: Script = [{ say: "One " }, { stall: true }];
    const cut = run([script], {}, controller, () => controller.abort());
    expect(await cut).toMatchObject({ fault: "aborted" });
    await server?.aborted();
  });
});
