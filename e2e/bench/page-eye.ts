import type { Page } from "@playwright/test";

interface Eye {
  shownAt: number | null;
}

/** From now on looks out for words anywhere in the page that are final where that can be told. */
export async function noteWords(page: Page, words: string): Promise<void> {
  await page.evaluate((wanted) => {
    const eye: Eye = { shownAt: null };
    (globalThis as unknown as { __eye: Eye }).__eye = eye;
    const observer = new MutationObserver(() => {
      const isShown = [...document.querySelectorAll('[data-final="true"]')].some((line) =>
        line.textContent.includes(wanted),
      );
      if (!isShown) return;
      eye.shownAt = performance.timeOrigin + performance.now();
      observer.disconnect();
    });
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
    });
  }, words);
}

/** Epoch ms at which they were there. Throws after 10 s. */
export async function whenWordsShown(page: Page): Promise<number> {
  const shown = await page.waitForFunction(
    () => (globalThis as unknown as { __eye: Eye }).__eye.shownAt,
    undefined,
    { timeout: 10_000 },
  );
  const at = await shown.jsonValue();
  if (at === null) throw new Error("the words did not appear");
  return at;
}
