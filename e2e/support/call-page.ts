import { expect, type Locator, type Page } from "@playwright/test";

/** A past call's page in History. */
export class CallPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** From the desk's call bar, once the call is over; returns the recording as it is played. */
  async openFromDesk(): Promise<Buffer> {
    const link = this.page.waitForResponse(
      (response) => response.url().endsWith("/playback") && response.ok(),
      { timeout: 20_000 },
    );
    await this.page.getByRole("link", { name: "Open in History" }).click();
    const { url } = (await (await link).json()) as { url: string };
    await expect(this.player).toBeVisible();
    const answer = await this.page.request.get(new URL(url, this.page.url()).href);
    expect(answer.status()).toBe(200);
    return answer.body();
  }

  get player(): Locator {
    return this.page.getByTestId("player");
  }

  get request(): Locator {
    return this.page.getByTestId("call-request");
  }

  get cost(): Locator {
    return this.page.getByTestId("call-cost");
  }

  get events(): Locator {
    return this.page.getByTestId("call-events");
  }

  line(words: RegExp): Locator {
    return this.page.getByTestId("utterance").filter({ hasText: words });
  }

  /** Where the player stands, s. */
  async position(): Promise<number> {
    const text =
      (await this.player.getByTestId("player-time").locator("strong").textContent()) ?? "";
    const [minutes = 0, seconds = 0] = text.split(":").map(Number);
    return minutes * 60 + seconds;
  }
}
