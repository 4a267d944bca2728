import { afterAll, expect, test } from "vitest";
import { createProgram } from "./program.ts";

const program = createProgram(new URL("./testing/unruly-program.ts", import.meta.url), []);
afterAll(() => program.close());

const speak = (text: string) => program.speak({ text, voice: "f2", pitch: 50, wordsAMinute: 160 });

test("sound comes with its word starts, however the pipe cuts it", async () => {
  const [whole, bytewise] = await Promise.all([speak("hello"), speak("slowly")]);
  expect([...whole.pcm]).toEqual([1, 2, 3, 4]);
  expect(whole.words).toEqual([{ at: 0, startMs: 10 }]);
  expect([...bytewise.pcm]).toEqual([5, 6]);
});

test.each([
  ["die", "ended"],
  ["complain", "no such voice"],
  ["nonsense", "nonsense"],
  ["too much", "does not stop"],
])("a program told to %s fails that sentence, and the next is spoken", async (text, reason) => {
  await expect(speak(text)).rejects.toThrow(reason);
  expect([...(await speak("hello")).pcm]).toEqual([1, 2, 3, 4]);
});

test("many sentences at once are all spoken", async () => {
  const all = await Promise.all(Array.from({ length: 40 }, () => speak("hello")));
  expect(all.every(({ pcm }) => pcm.length === 4)).toBe(true);
});

test("closed voices say so", async () => {
  const closed = createProgram(new URL("./testing/unruly-program.ts", import.meta.url), []);
  closed.close();
  await expect(
    closed.speak({ text: "hello", voice: "f2", pitch: 50, wordsAMinute: 160 }),
  ).rejects.toThrow("closed");
});
