import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { advance, fullyHeard, heardText, newSpeech, unheardText, type Speech } from "./speech.ts";

const speech = (sent: string): Speech => ({ ...newSpeech(1), sent, complete: true });
const hear = (sent: string, ...fragments: string[]): Speech =>
  fragments.reduce((one, fragment) => advance(one, fragment, 0)[0], speech(sent));

describe("what was heard", () => {
  it("is followed through the spacing and punctuation a carrier changes", () => {
    const heard = hear(
      "Hello,  this is AssetCare24. How can I help?",
      "hello this is",
      "Assetcare24",
    );
    expect(heardText(heard)).toBe("Hello,  this is AssetCare24.");
    expect(unheardText(heard)).toBe("How can I help?");
  });

  it("is cut back to a whole word", () => {
    expect(heardText(hear("Good morning to you", "Good mor"))).toBe("Good");
  });

  it("goes on in the next speech with what was not ours", () => {
    const [first, rest] = advance(
      speech("One moment, please."),
      "One moment, please. Your reference",
      0,
    );
    expect(fullyHeard(first)).toBe(true);
    expect(rest.trim()).toBe("Your reference");
  });

  it("advances by its length when the fragment is unknown", () => {
    expect(heardText(hear("We have 12 rooms left", "We have twelve"))).toBe("We have 12");
  });

  it("does not jump ahead for a short fragment", () => {
    expect(heardText(hear("It will be a day until it is", "is"))).toBe("It");
  });

  it("is always a prefix of what was sent, and never shrinks", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string(), { maxLength: 8 }), (sent, fragments) => {
        let one = speech(sent);
        for (const fragment of fragments) {
          const [next] = advance(one, fragment, 0);
          expect(next.heardChars).toBeGreaterThanOrEqual(one.heardChars);
          expect(sent.trim().startsWith(heardText(next)) || sent.startsWith(heardText(next))).toBe(
            true,
          );
          one = next;
        }
      }),
    );
  });
});
