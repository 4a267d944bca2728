import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { animate, type FilmFrame } from "./tools.ts";

const MOST_BYTES = 1.5 * 1024 * 1024;
/** A frame shows at most this long: waiting is the dull part. */
const LONGEST_MS = 900;
const LAST_MS = 3000;

export interface Film {
  /** Stops filming and writes the moving picture. Throws when it is too large. */
  cut(output: string): Promise<void>;
}

/** Takes one picture after another, as fast as the page gives them, without those that show nothing new. */
export async function film(page: Page): Promise<Film> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "patchbay-film-"));
  const shots: { file: string; at: number }[] = [];
  let isRolling = true;
  const rolling = (async () => {
    let before: Buffer | undefined;
    while (isRolling) {
      const picture = await page.screenshot();
      if (before?.equals(picture)) continue;
      before = picture;
      const file = path.join(folder, `${String(shots.length).padStart(4, "0")}.png`);
      await writeFile(file, picture);
      shots.push({ file, at: performance.now() });
    }
  })();
  return {
    async cut(output) {
      isRolling = false;
      await rolling;
      const frames: FilmFrame[] = shots.map(({ file, at }, nth) => {
        const next = shots[nth + 1];
        const lasted = next === undefined ? LAST_MS : Math.min(LONGEST_MS, next.at - at);
        return { file, durationMs: Math.max(20, Math.round(lasted)) };
      });
      await animate(frames, output);
      await rm(folder, { recursive: true });
      const { size } = await stat(output);
      if (size > MOST_BYTES) throw new Error(`the moving picture has ${size} bytes: too many`);
    },
  };
}
