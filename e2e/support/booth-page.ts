import { expect, type Page } from "@playwright/test";

/** The phone booth as a person uses it. */
export class BoothPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Presses Call, after choosing who calls; without a choice the booth's own first. */
  async call(person?: string): Promise<void> {
    await expect(this.page.getByText("Line ready")).toBeVisible();
    if (person !== undefined) {
      await this.page.getByRole("list").getByRole("button", { name: person }).click();
    }
    await this.page.getByRole("button", { name: "Call", exact: true }).click();
    await expect(this.page.getByRole("button", { name: "Hang up" })).toBeVisible();
  }

  async hangUp(): Promise<void> {
    await this.page.getByRole("button", { name: "Hang up" }).click();
  }

  /** Captions of one side, finished ones. */
  captions(by: "person" | "bot" | "carrier") {
    return this.page.locator(`#talk li[data-by="${by}"]`);
  }

  async expectOver(): Promise<void> {
    await expect(this.page.locator("#speaking")).toHaveText("Over");
  }
}
