import { expect, it } from "vitest";
import type { ModelRequest } from "../ports.ts";
import { aRequest, askClaude } from "../testing/ask-claude.ts";
import type { Script } from "../testing/fake-claude.ts";

const CACHED = { cache_control: { type: "ephemeral" } };

/** What Claude is sent for a request. */
async function sent(request: Partial<ModelRequest> = {}, script: Script = [{ say: "Yes." }]) {
  const { server } = await askClaude([script], { request });
  return server.requests[0];
}

it("asks without thinking or sampling settings, caches the prompt and insists on strict tools", async () => {
  const asked = await sent();
  expect(asked?.headers.authorization).toBe("Bearer test-key");
  expect(asked?.body).toMatchObject({
    model: "claude-haiku-5-5",
    stream: true,
    max_tokens: 300,
    thinking: { type: "disabled" },
    system: [CACHED, {}],
    tools: [{ name: "end_call", strict: true }],
  });
  for (const gone of ["temperature", "top_p", "top_k"])
    expect(asked?.body).not.toHaveProperty(gone);
});

it("marks the end of the conversation, and asks behind the mark what holds at the moment", async () => {
  const { messages } = aRequest;
  const answered: ModelRequest["messages"] = [
    ...messages,
    { role: "assistant", blocks: [{ type: "text", text: "Good morning" }] },
  ];
  expect((await sent({ messages: answered, moment: "[Go on.]" }))?.body["messages"]).toEqual([
    { role: "user", content: [{ type: "text", text: "Hello" }] },
    { role: "assistant", content: [{ type: "text", text: "Good morning", ...CACHED }] },
    { role: "user", content: [{ type: "text", text: "[Go on.]" }] },
  ]);
  expect((await sent({ messages, moment: "[Now.]" }))?.body["messages"]).toEqual([
    {
      role: "user",
      content: [
        { type: "text", text: "Hello", ...CACHED },
        { type: "text", text: "[Now.]" },
      ],
    },
  ]);
});

it("does not forbid thinking to a model that always thinks, and has it think little", async () => {
  const { server } = await askClaude([[{ say: "Yes." }]], { model: "claude-opus-5-5" });
  expect(server.requests[0]?.body).toMatchObject({
    max_tokens: 800,
    output_config: { effort: "low" },
  });
  expect(server.requests[0]?.body).not.toHaveProperty("thinking");
});

it("lets a model that cannot stop thinking think as little as it may, with room for it", async () => {
  const script: Script = [{ think: "Look first." }, { tool: "end_call", input: {}, id: "toolu_a" }];
  const { events, server } = await askClaude([script], { model: "claude-sonnet-5-5" });
  expect(server.requests[0]?.body).toMatchObject({
    model: "claude-sonnet-5-5",
    max_tokens: 800,
    thinking: { type: "between_tools" },
    output_config: { effort: "low" },
  });
  // Its thoughts go back as they came, or it refuses the request.
  const blocks = events.filter((one) => one.type === "thought" || one.type === "toolUse");
  const next = await sent({
    messages: [
      ...aRequest.messages,
      { role: "assistant", blocks },
      { role: "user", blocks: [{ type: "toolResult", id: "toolu_a", result: "{}" }] },
    ],
  });
  expect(next?.body["messages"]).toMatchObject([
    { role: "user" },
    {
      role: "assistant",
      content: [
        { type: "thinking", thinking: "Look first.", signature: "sealed" },
        { type: "tool_use", id: "toolu_a", name: "end_call", input: {} },
      ],
    },
    { role: "user" },
  ]);
});
