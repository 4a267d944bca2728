import { expect, test } from "vitest";
import type { Told } from "../../ports.ts";
import { createCaptions } from "./captions.ts";

function told(...news: Told[]) {
  const captions = createCaptions((atMs) => atMs);
  return news.map((one, at) => captions({ kind: "told", told: one, atMs: 100 * at }));
}

test("a bot's words known by ear grow in their place, say so, and keep the instant they began", () => {
  const shown = told(
    { kind: "speaking", id: "a", text: "", who: "bot", byEar: true },
    { kind: "speaking", id: "a", text: "How can", who: "bot", byEar: true },
    { kind: "said", id: "a", text: "How can I help?", complete: true, byEar: true, agoMs: 450 },
  );
  const line = { type: "caption", id: "a", by: "bot", atMs: 0, byEar: true };
  expect(shown).toEqual([
    undefined,
    { ...line, text: "How can", state: "speaking" },
    { ...line, text: "How can I help?", state: "said" },
  ]);
});

test("a voice whose words nobody knew leaves no line", () => {
  const shown = told(
    { kind: "speaking", id: "a", text: "", who: "bot", byEar: true },
    { kind: "unrecognised", id: "a", voice: true, agoMs: 450 },
  );
  expect(shown).toEqual([undefined, undefined]);
});

test("words the carrier was told are shown as before", () => {
  const [line] = told({ kind: "speaking", id: "a", text: "Hello", who: "carrier" });
  expect(line).toEqual({
    type: "caption",
    id: "a",
    by: "carrier",
    atMs: 0,
    text: "Hello",
    state: "speaking",
  });
});
