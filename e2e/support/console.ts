import { expect, type Locator, type Page } from "@playwright/test";

/** Where "Yourself" calls from at the booth, as it is shown. */
const TYPED_CALLERS_NUMBER = "+49 30 23125600";

type Speaker = "caller" | "bot" | "operator";

/** The console as its person uses it: by what is written on the screen. */
export class Console {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  static async enter(
    page: Page,
    who: { role: string; name?: string; organization?: string },
  ): Promise<void> {
    let entry = page.getByRole("button", { name: `Enter as ${who.role}` });
    if (who.name !== undefined) entry = entry.filter({ hasText: who.name });
    if (who.organization !== undefined) entry = entry.filter({ hasText: who.organization });
    await entry.first().click();
    await expect(page.getByRole("navigation", { name: "Rooms" }).first()).toBeVisible();
    await expect(page.getByTestId("live-count")).not.toBeEmpty();
  }

  get rows(): Locator {
    return this.page.getByTestId("call-row");
  }

  rowOf(person: string | RegExp): Locator {
    return this.rows.filter({ hasText: person });
  }

  get state(): Locator {
    return this.page.getByTestId("call-state");
  }

  get transcript(): Locator {
    return this.page.getByTestId("transcript");
  }

  said(speaker: Speaker, words?: RegExp): Locator {
    const lines = this.transcript.locator(`[data-speaker="${speaker}"][data-final="true"]`);
    return words === undefined ? lines : lines.filter({ hasText: words });
  }

  saying(speaker: Speaker): Locator {
    return this.page.locator(`[data-speaker="${speaker}"][data-final="false"]`);
  }

  get hint(): Locator {
    return this.page.getByTestId("hint");
  }

  get ring(): Locator {
    return this.page.getByTestId("ring-card");
  }

  /** 0–100, as the call bar's meter shows it now. */
  async level(of: "Caller" | "Bot" | "You"): Promise<number> {
    const meter = this.page.getByRole("meter", { name: of });
    return Number(await meter.getAttribute("aria-valuenow"));
  }

  /** Chooses the row that is there, or comes; of a typed caller unless told otherwise. Returns the call's id. */
  async openCall(row: Locator = this.rowOf(TYPED_CALLERS_NUMBER)): Promise<string> {
    await expect(row).toBeVisible();
    const id = await row.getAttribute("data-call");
    await row.click();
    await expect(this.page.getByRole("group", { name: "Call", exact: true })).toBeVisible();
    return id ?? "";
  }

  press(name: string): Promise<void> {
    return this.page.getByRole("button", { name, exact: true }).click();
  }

  listen(): Promise<void> {
    return this.press("Listen");
  }

  stopListening(): Promise<void> {
    return this.press("Stop listening");
  }

  async takeOver(): Promise<void> {
    await this.press("Take over");
  }

  answer(): Promise<void> {
    return this.ring.getByRole("button", { name: /^Answer/ }).click();
  }

  decline(): Promise<void> {
    return this.ring.getByRole("button", { name: /^Decline/ }).click();
  }

  async expectLive(): Promise<void> {
    await expect(this.state).toHaveText("You are live");
  }

  /** By the banner, which is there on every page. */
  async rejoin(): Promise<void> {
    await this.page.getByRole("button", { name: "Rejoin" }).first().click();
  }

  mute(): Promise<void> {
    return this.press("Mute");
  }

  unmute(): Promise<void> {
    return this.press("Unmute");
  }

  async hangUp(): Promise<void> {
    await this.press("Hang up");
    await expect(this.state).toHaveText("Call ended");
  }

  async dial(number: string): Promise<void> {
    await this.press("Dial");
    const pad = this.page.getByRole("dialog", { name: "Dial a number" });
    await pad.getByLabel("Telephone number").fill(number);
    await pad.getByRole("button", { name: "Call", exact: true }).click();
  }

  async goTo(room: "Telephony" | "Live" | "History" | "Requests"): Promise<void> {
    await this.page
      .getByRole("navigation", { name: "Rooms" })
      .first()
      .getByRole("link", { name: room })
      .click();
  }
}
