import { defineConfig } from "vitest/config";
import { isDeadSocketWrite } from "./api/src/adapters/postgres/dead-socket.ts";

export default defineConfig({
  test: {
    include: [
      "{contracts,api,stream-worker,carrier-sim,web}/src/**/*.test.{ts,tsx}",
      "stream-worker/eval/**/*.test.ts",
      "supabase/**/*.test.ts",
      "{scripts,e2e}/**/*.test.ts",
    ],
    globalSetup: ["supabase/test-support/global-setup.ts"],
    maxWorkers: 2,
    restoreMocks: true,
    // The one exception that the api itself lets pass; tests that cut the database raise it, too.
    onUnhandledError: (error) => !isDeadSocketWrite(error),
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
