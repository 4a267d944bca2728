import path from "node:path";
import { root } from "./config.ts";

/** The one list of what is run and where it lies in the checkout. */
export const entries = {
  postgres: path.join(root, "supabase/embedded/postgres-main.ts"),
  supabase: path.join(root, "supabase/embedded/lite-main.ts"),
  "carrier-sim": path.join(root, "carrier-sim/src/main.ts"),
  speech: path.join(root, "carrier-sim/src/local-speech/main.ts"),
  api: path.join(root, "api/src/main.ts"),
  worker: path.join(root, "stream-worker/src/main.ts"),
  web: path.join(root, "scripts/start/vite-dev.ts"),
} as const;

export const supabaseFolder = path.join(root, "supabase");
export const webFolder = path.join(root, "web");
export const webDist = path.join(webFolder, "dist");

/** What the local recogniser's lines sound like: made once, whatever the data folder, as compiled code is. */
export const voiceCache = path.join(root, "node_modules", ".cache", "patchbay-voices");
