import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMediaCommand } from "../streams/media-messages.ts";
import { readRelayCommand } from "../streams/relay-messages.ts";
import { createStretcher } from "../streams/stretches.ts";
import { readTwiml } from "./read.ts";

const RUNS = { numRuns: 10_000 };
const verb = fc.constantFrom(
  "Say",
  "Play",
  "Gather",
  "Dial",
  "Conference",
  "Connect",
  "Stream",
  "ConversationRelay",
  "Record",
  "Enqueue",
  "Start",
  "Stop",
  "Pause",
  "Parameter",
  "Client",
  "x",
);
const attribute = fc.constantFrom(
  "url",
  "timeout",
  "loop",
  "action",
  "input",
  "record",
  "track",
  "events",
  "beep",
  "name",
  "value",
  "length",
  "interruptible",
);
const element = fc.letrec<{ node: string }>((tie) => ({
  node: fc
    .tuple(
      verb,
      fc.uniqueArray(fc.tuple(attribute, fc.stringMatching(/^[a-z0-9 :/.-]{0,12}$/)), {
        selector: ([name]) => name,
        maxLength: 4,
      }),
      fc.oneof(
        { depthSize: "small" },
        fc.constant(""),
        fc.array(tie("node"), { maxLength: 3 }).map((all) => all.join("")),
        fc.constant("text"),
      ),
    )
    .map(
      ([name, attributes, inner]) =>
        `<${name}${attributes.map(([key, value]) => ` ${key}="${value}"`).join("")}>${inner}</${name}>`,
    ),
})).node;

describe("nonsense", () => {
  it("as a document is refused or read, never thrown at", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          element.map((inner) => `<Response>${inner}</Response>`),
        ),
        (text) => {
          const reading = readTwiml(text);
          expect(reading.ok || reading.code === 12_100).toBe(true);
        },
      ),
      RUNS,
    );
  });

  it("as a socket message is malformed, never thrown at", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.constantFrom('{"event":"media"}', '{"type":"text"}', "null", "[]", "{}"),
        ),
        (text) => {
          expect(() => [readMediaCommand(text), readRelayCommand(text)]).not.toThrow();
        },
      ),
      RUNS,
    );
  });

  it("as tokens keeps all its letters and ends", () => {
    const letters = (text: string): string => text.replaceAll(/\s/g, "");
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 40 }), { maxLength: 30 }), (tokens) => {
        const stretcher = createStretcher();
        const spoken = [
          ...tokens.flatMap((token) => stretcher.push(token)),
          ...stretcher.flush(true),
        ];
        expect(letters(spoken.join(""))).toBe(letters(tokens.join("")));
      }),
      RUNS,
    );
  });
});
