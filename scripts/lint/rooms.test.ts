import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { judgeImport } from "./rooms.ts";

const root = path.resolve(import.meta.dirname, "../..");

describe("the dependency rule", () => {
  it.each([
    ["api/src/domain/call.ts", "../ports.ts"],
    ["api/src/domain/call.ts", "../adapters/twilio/carrier.ts"],
    ["api/src/ports.ts", "./runtime/call-runtime.ts"],
    ["api/src/runtime/call-runtime.ts", "../http/carrier-webhooks.ts"],
    ["api/src/http/routes.ts", "../adapters/supabase/calls.ts"],
    ["api/src/http/routes.ts", "../realtime/console-socket.ts"],
    ["api/src/app.ts", "./adapters/twilio/carrier.ts"],
    ["api/src/adapters/twilio/carrier.ts", "../../runtime/call-runtime.ts"],
    ["api/src/http/routes.ts", "../main.ts"],
    ["api/src/main.ts", "../../stream-worker/src/domain/floor.ts"],
    ["api/src/main.ts", "@patchbay/carrier-sim"],
    ["stream-worker/src/media/mulaw.ts", "../adapters/deepgram-stt.ts"],
    ["stream-worker/src/domain/floor.ts", "../media/pacer.ts"],
    ["carrier-sim/src/ports.ts", "@patchbay/contracts"],
    ["carrier-sim/src/ports.ts", "../../api/src/ports.ts"],
    ["contracts/src/call.ts", "../../api/src/domain/call.ts"],
    ["web/src/live/list.tsx", "../softphone/model.ts"],
    ["web/src/ui/button.tsx", "../live/model.ts"],
    ["web/src/ui/button.tsx", "../net/rest.ts"],
    ["web/src/net/rest.ts", "../live/model.ts"],
    ["web/src/live/list.tsx", "../app.tsx"],
    ["web/src/live/list.tsx", "../../../api/src/domain/call.ts"],
    ["supabase/embedded/lite.ts", "../../scripts/start/stack.ts"],
    ["e2e/injection/trial.ts", "../../api/src/domain/call.ts"],
    ["api/src/runtime/call-runtime.test.ts", "../../../stream-worker/src/testing/fake-api.ts"],
  ])("refuses %s → %s", (file, specifier) => {
    expect(judgeImport(file, specifier)).toMatch(/\w+/);
  });

  it.each([
    ["api/src/main.ts", "./adapters/twilio/carrier.ts"],
    ["api/src/app.ts", "./http/routes.ts"],
    ["api/src/http/routes.ts", "../runtime/call-runtime.ts"],
    ["api/src/http/routes.ts", "./problem-handler.ts"],
    ["api/src/runtime/call-runtime.ts", "../domain/call.ts"],
    ["api/src/domain/call.ts", "@patchbay/contracts"],
    ["api/src/domain/call.ts", "./baton.ts"],
    ["api/src/runtime/call-runtime.test.ts", "../adapters/memory/store.ts"],
    ["api/src/adapters/supabase/calls.test.ts", "../../../../supabase/test-support/postgres.ts"],
    ["carrier-sim/src/main.ts", "./switchboard/hub.ts"],
    ["web/src/app.tsx", "./live/list.tsx"],
    ["web/src/live/list.tsx", "../net/rest.ts"],
    ["web/src/live/list.tsx", "../ui/button.tsx"],
    ["e2e/journeys/takeover.ts", "../../scripts/start/stack.ts"],
    ["e2e/injection/trial.ts", "../../api/src/testing/api-under-test.ts"],
    ["scripts/start/stack.ts", "../../supabase/embedded/cluster.ts"],
    ["api/src/http/routes.ts", "express"],
  ])("allows %s → %s", (file, specifier) => {
    expect(judgeImport(file, specifier)).toBeUndefined();
  });
});

describe("a planted breach", () => {
  const house = mkdtempSync(path.join(os.tmpdir(), "patchbay-lint-"));
  let output = "";

  const plant = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
    writeFileSync(path.join(house, file), text);
  };

  beforeAll(() => {
    cpSync(path.join(root, ".oxlintrc.json"), path.join(house, ".oxlintrc.json"));
    for (const name of ["plugin.ts", "rooms.ts"]) {
      cpSync(path.join(root, "scripts/lint", name), path.join(house, "scripts/lint", name));
    }
    symlinkSync(path.join(root, "node_modules"), path.join(house, "node_modules"));
    plant("package.json", '{ "type": "module" }');
    plant(
      "tsconfig.json",
      '{ "compilerOptions": { "strict": true, "module": "NodeNext", "types": [] } }',
    );
    plant("api/src/adapters/carrier.ts", "export const carrier = 1;\n");
    plant(
      "api/src/domain/call.ts",
      'import { carrier } from "../adapters/carrier.ts";\nexport const call = carrier;\n',
    );
    plant(
      "api/src/runtime/one.ts",
      'import { two } from "./two.ts";\nexport const one = (): unknown => two;\n',
    );
    plant(
      "api/src/runtime/two.ts",
      'import { one } from "./one.ts";\nexport const two = (): unknown => one;\n',
    );
    plant("api/src/http/token.ts", "export const a = process.env.A;\n");
    plant(
      "api/src/runtime/careless.ts",
      "const save = async (): Promise<void> => {};\nexport function go(): void {\n  save();\n}\n",
    );
    plant("api/src/domain/sound.ts", "export const sound = 1;\n");
    const result = spawnSync(
      process.execPath,
      [
        path.join(root, "node_modules/oxlint/bin/oxlint"),
        "--type-aware",
        "--format",
        "unix",
        "api",
      ],
      { cwd: house, encoding: "utf8" },
    );
    output = result.stdout + result.stderr;
  });
  afterAll(() => rmSync(house, { recursive: true, force: true }));

  it.each([
    ["a room that reaches upward", "api/src/domain/call.ts", "patchbay(rooms)"],
    ["a cycle", "api/src/runtime/one.ts", "import(no-cycle)"],
    ["the environment outside config.ts", "api/src/http/token.ts", "node(no-process-env)"],
    [
      "a promise nobody waits for",
      "api/src/runtime/careless.ts",
      "typescript(no-floating-promises)",
    ],
  ])("fails by its rule's own name: %s", (_what, file, rule) => {
    const lines = output.split("\n").filter((line) => line.includes(file));
    expect(lines.join("\n")).toContain(rule);
  });

  it("leaves a well-behaved file alone", () => {
    expect(output).not.toContain("sound.ts");
  });
});
