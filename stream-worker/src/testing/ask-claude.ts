import { createClaude, type ClaudeOptions } from "../adapters/claude.ts";
import { ModelError, type ModelEvent, type ModelRequest } from "../ports.ts";
import { systemClock } from "../runtime/clock.ts";
import { startFakeClaude, type FakeClaude, type Script } from "./fake-claude.ts";

export const aRequest: ModelRequest = {
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

export type Asked = {
  events: ModelEvent[];
  fault: string | null;
  /** Closed already; its requests are there. */
  server: FakeClaude;
};

/** Puts one question to a Claude of ours over the vendor's wire. */
export async function askClaude(
  scripts: Script[],
  options: Partial<ClaudeOptions> & {
    request?: Partial<ModelRequest>;
    controller?: AbortController;
    onEvent?: (event: ModelEvent) => void;
  } = {},
): Promise<Asked> {
  const { request, controller = new AbortController(), onEvent, ...patience } = options;
  const server = await startFakeClaude(...scripts);
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
  let fault: string | null = null;
  try {
    for await (const event of model.stream({ ...aRequest, ...request }, controller.signal)) {
      events.push(event);
      onEvent?.(event);
    }
  } catch (cause) {
    if (!(cause instanceof ModelError)) throw cause;
    ({ fault } = cause);
    // What a caller said may stand in a vendor's error: none of it goes on.
    if (cause.cause !== undefined) throw new Error("a fault carries what caused it", { cause });
  }
  if (fault === "aborted") await server.aborted();
  await server.close();
  return { events, fault, server };
}
