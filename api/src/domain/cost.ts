import type { Cost, Direction } from "@patchbay/contracts";

export interface Usage {
  direction: Direction;
  durationSeconds: number;
  recordings: number;
  inputTokens: number;
  outputTokens: number;
}

type Line = Cost["lines"][number];

/** Sums of money to a hundredth of a cent; binary fractions must not show. */
const money = (amount: number): number => Math.round(amount * 1e6) / 1e6;

/** What a call costs by the price list: started minutes, recordings, tokens. */
export function costLines(usage: Usage, priceOf: (kind: string) => number, currency: string): Cost {
  const minutes = Math.ceil(usage.durationSeconds / 60);
  const lines: Line[] = [];
  const add = (kind: Line["kind"], quantity: number, unitPrice: number): void => {
    if (quantity > 0)
      lines.push({ kind, quantity, unitPrice, amount: money(quantity * unitPrice) });
  };
  add(usage.direction, minutes, priceOf(usage.direction));
  add("recording", usage.recordings * minutes, priceOf("recording"));
  add("storage", usage.recordings, priceOf("storage"));
  const tokens = usage.inputTokens + usage.outputTokens;
  if (tokens > 0) {
    const amount = money(
      usage.inputTokens * priceOf("model_input") + usage.outputTokens * priceOf("model_output"),
    );
    lines.push({ kind: "model", quantity: tokens, unitPrice: amount / tokens, amount });
  }
  return {
    currency,
    simulated: true,
    lines,
    total: money(lines.reduce((sum, line) => sum + line.amount, 0)),
  };
}
