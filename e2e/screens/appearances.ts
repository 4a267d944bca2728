import type { Page } from "@playwright/test";

export interface Appearance {
  theme: "light" | "dark";
  width: number;
  height: number;
}

export const appearances: readonly Appearance[] = [
  { theme: "light", width: 1440, height: 900 },
  { theme: "dark", width: 1440, height: 900 },
  { theme: "light", width: 390, height: 844 },
  { theme: "dark", width: 390, height: 844 },
];

export const nameOf = (scene: string, { theme, width }: Appearance): string =>
  `${scene}-${theme}-${width}`;

/** Waits until fonts are there, nothing moves any more and two frames were drawn. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const ending = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(ending.map((one) => one.finished));
    for (let drawn = 0; drawn < 2; drawn += 1) await new Promise(requestAnimationFrame);
  });
}

export async function dress(page: Page, { theme, width, height }: Appearance): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
  await page.setViewportSize({ width, height });
  await settle(page);
}
