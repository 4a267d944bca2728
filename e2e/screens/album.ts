import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { root } from "../../scripts/start/config.ts";
import { appearances, dress, nameOf, type Appearance } from "./appearances.ts";
import { quantise } from "./tools.ts";

/** Every picture lands here; nothing of it is kept in the repository. */
const ALL = path.join(root, "test-results/screens");
/** The few that the documents show. */
export const SHOWN = path.join(root, "docs/images");
const MOST_BYTES = 250 * 1024;

/** Scene and appearance → name in the documents. */
const chosen: Record<string, string> = {
  "takeover-dark-1440": "takeover.png",
  "telephony-light-1440": "telephony.png",
  "ring-light-1440": "ring.png",
  "history-light-1440": "history.png",
  "call-dark-1440": "call.png",
  "requests-light-1440": "requests.png",
  "booth-light-1440": "booth.png",
  "takeover-light-390": "takeover-mobile.png",
};

async function keep(name: string, picture: Buffer): Promise<void> {
  const file = path.join(ALL, `${name}.png`);
  await writeFile(file, picture);
  const shownAs = chosen[name];
  if (shownAs === undefined) return;
  const shown = path.join(SHOWN, shownAs);
  await writeFile(shown, await readFile(await quantise(file)));
  const { size } = await stat(shown);
  if (size > MOST_BYTES)
    throw new Error(`${shownAs} has ${size} bytes: too many for the documents`);
}

export async function openAlbum(): Promise<void> {
  await mkdir(ALL, { recursive: true });
  await mkdir(SHOWN, { recursive: true });
}

/** The page as it stands, in every appearance; `before` puts right what a change of size has moved. */
export async function photograph(
  page: Page,
  scene: string,
  before: (appearance: Appearance) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  for (const appearance of appearances) {
    await dress(page, appearance);
    await before(appearance);
    await keep(nameOf(scene, appearance), await page.screenshot());
  }
  const [first] = appearances;
  if (first !== undefined) await dress(page, first);
}
