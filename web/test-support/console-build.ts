import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";

const web = join(import.meta.dirname, "..");

/** Builds the console with the stand-in voice client; returns the folder. */
export async function buildConsole(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), "patchbay-web-"));
  await build({
    root: web,
    configFile: join(web, "vite.config.ts"),
    logLevel: "error",
    resolve: { alias: { "@twilio/voice-sdk": join(import.meta.dirname, "fake-voice-sdk.ts") } },
    build: { outDir, emptyOutDir: true },
  });
  return outDir;
}
