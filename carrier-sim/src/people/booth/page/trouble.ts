import { make } from "./elements.ts";

interface Trouble {
  label: string;
  does: string;
  /** As the simulator's control interface takes it. */
  wish: object;
  /** What the line is like from then on. */
  line?: string;
}

const CLEAR = "Clear, no loss";

const troubles: readonly Trouble[] = [
  {
    label: "Drop the bot’s socket",
    does: "The media socket of every call breaks; the bot should come back in context.",
    wish: { kind: "drop-socket", socket: "any" },
  },
  {
    label: "A bad line",
    does: "One message in ten is lost and the rest come up to 80 ms late.",
    wish: { kind: "media", lossPercent: 10, jitterMs: 80 },
    line: "10 % lost, up to 80 ms late",
  },
  {
    label: "Freeze the next webhook",
    does: "The carrier’s next question hangs for four seconds.",
    wish: { kind: "freeze-webhook", ms: 4000, count: 1 },
  },
  {
    label: "Refuse the next three requests",
    does: "The carrier answers “too many requests” to the api.",
    wish: { kind: "refuse-rest", status: 429, count: 3 },
  },
  {
    label: "Drop the operators’ signalling",
    does: "Browsers lose their socket to the carrier and reconnect.",
    wish: { kind: "drop-signalling" },
  },
  {
    label: "All well again",
    does: "Takes every trouble back.",
    wish: { kind: "clear" },
    line: CLEAR,
  },
];

/** Buttons that break one thing each, and a line that says what was done; `quality` tells of the line. */
export function showTrouble(place: HTMLElement, quality: HTMLElement): void {
  quality.textContent = CLEAR;
  const done = make("p", { role: "status" });
  place.append(
    done,
    ...troubles.map((trouble) => {
      const button = make(
        "button",
        { type: "button", class: "button small", title: trouble.does },
        trouble.label,
      );
      button.addEventListener("click", () => void cause(trouble, done, quality));
      return button;
    }),
  );
}

async function cause(trouble: Trouble, done: HTMLElement, quality: HTMLElement): Promise<void> {
  const reply = await fetch("/sim/trouble", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(trouble.wish),
  }).catch(() => undefined);
  if (reply?.ok && trouble.line !== undefined) quality.textContent = trouble.line;
  done.textContent = reply?.ok
    ? trouble.does
    : "The simulator did not take it. Is it still running?";
}
