import { testCallChoices } from "@patchbay/contracts";
import { AppError } from "../domain/errors.ts";
import type { TestCaller } from "../ports.ts";

export function createTestCaller(baseUrl: string | null): TestCaller {
  async function ask(path: string, init?: RequestInit): Promise<unknown> {
    if (!baseUrl) throw new AppError("no_test_caller");
    const reply = await fetch(new URL(path, baseUrl), {
      ...init,
      redirect: "error",
      signal: AbortSignal.timeout(8000),
    }).catch((cause: unknown) => {
      throw new AppError("no_test_caller", { cause });
    });
    if (!reply.ok) throw new AppError(reply.status < 500 ? "bad_request" : "no_test_caller");
    return reply.json();
  }
  return {
    choices: async () => testCallChoices.parse(await ask("/booth/api/choices")),
    async place(call) {
      await ask("/booth/api/calls", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(call),
      });
    },
  };
}
