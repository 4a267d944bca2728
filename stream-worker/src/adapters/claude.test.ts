import { describe, expect, it } from "vitest";
import type { ModelEvent } from "../ports.ts";
import { askClaude } from "../testing/ask-claude.ts";
import type { Script } from "../testing/fake-claude.ts";

type Patience = { firstTokenMs?: number; betweenTokensMs?: number };

const text = (events: readonly ModelEvent[]): string =>
  events.map((event) => (event.type === "text" ? event.text : "")).join("");

describe("Claude on the wire", () => {
  it("streams words and reports what was used", async () => {
    const { events, fault } = await askClaude([[{ say: "Good morning. How can I help?" }]]);
    expect(fault).toBeNull();
    expect(text(events)).toBe("Good morning. How can I help?");
    expect(events.slice(-2)).toEqual([
      { type: "used", inputTokens: 520, outputTokens: 12 },
      { type: "finished", reason: "done" },
    ]);
  });

  it("gives whole tool calls, and undefined for arguments it cannot read", async () => {
    const { events } = await askClaude([
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
      "only thinks, which nobody hears",
      [[{ think: "Hm." }, { stall: true }]],
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
    [
      "does not stop",
      [[{ say: "One " }, { rawTool: "end_call", json: "x".repeat(40_000) }, { stall: true }]],
      "cut",
      "One ",
    ],
    ["refuses the key", [{ status: 401, type: "authentication_error" }], "refused_request", ""],
  ];
  it.each(faults)("names the fault when it %s", async (_, scripts, fault, said, patience) => {
    const result = await askClaude(scripts, patience);
    expect(result.fault).toBe(fault);
    expect(text(result.events)).toBe(said);
  });

  it("tries once more before a stream has begun", async () => {
    const { events, server } = await askClaude([
      { status: 500, type: "api_error" },
      [{ say: "Hello." }],
    ]);
    expect(server.requests).toHaveLength(2);
    expect(text(events)).toBe("Hello.");
  });

  it("reports a refusal as an ending of its own", async () => {
    const { events } = await askClaude([[{ stop: "refusal" }]]);
    expect(events.at(-1)).toEqual({ type: "finished", reason: "refused" });
  });

  it.each([
    ["the reply is cut", { stall: true } as const, "aborted"],
    ["the stream breaks", { cut: true } as const, "cut"],
  ])("counts what was spent when %s", async (_, end, fault) => {
    const controller = new AbortController();
    const stopping = (event: ModelEvent): void => {
      if (event.type === "text" && fault === "aborted") controller.abort();
    };
    const script = [{ say: "Certainly" }, end];
    const cut = await askClaude([script], { controller, onEvent: stopping });
    expect(cut).toMatchObject({
      events: [
        { type: "text", text: "Certainly" },
        { type: "used", inputTokens: 520, outputTokens: 3 },
      ],
      fault,
    });
  });

  it("counts nothing where nothing was begun", async () => {
    const { events } = await askClaude([{ status: 529, type: "overloaded_error" }]);
    expect(events).toEqual([]);
  });

  it("closes the connection at once when the reply is cut", async () => {
    const controller = new AbortController();
    const script: Script = [{ say: "One " }, { stall: true }];
    const onEvent = (): void => controller.abort();
    // Comes back only after the other side has seen the connection close.
    expect(await askClaude([script], { controller, onEvent })).toMatchObject({ fault: "aborted" });
  });
});
