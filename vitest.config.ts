import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "{contracts,api,stream-worker,carrier-sim,web}/src/**/*.test.{ts,tsx}",
      "supabase/**/*.test.ts",
      "{scripts,e2e}/**/*.test.ts",
    ],
    globalSetup: ["supabase/test-support/global-setup.ts"],
    maxWorkers: 2,
    restoreMocks: true,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
