import { writeWav } from "../audio/wav.ts";
import { z } from "zod";
import type { LocalSpeech, Understood } from "../ports.ts";

/** A persona that waits for longer seems deaf; an answer takes 15 ms for each second heard. */
const PATIENCE_MS = 1_500;
/** More at once would only be late together; they count as not understood. */
const MAX_AT_ONCE = 8;
/** More than this at once is not answered in time. */
const MAX_SAMPLES = 20 * 8_000;

const answered = z.object({
  text: z.string().max(20_000),
  settled: z.object({ text: z.string().max(20_000), untilMs: z.number().min(0) }),
});
const NOTHING: Understood = { text: "", settled: { text: "", untilMs: 0 } };

/** Reaches the local recogniser and voice over HTTP. While it is away, nobody is understood. */
export function createLocalSpeech(baseUrl: string): LocalSpeech {
  let inHand = 0;

  async function post(path: string, type: string, body: Uint8Array<ArrayBuffer> | string) {
    const response = await fetch(baseUrl.replace(/\/$/, "") + path, {
      method: "POST",
      headers: { "Content-Type": type },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await response.text();
    return response.ok ? text : "";
  }
  const tell = (path: string, news: object): void =>
    void post(path, "application/json", JSON.stringify(news)).catch(() => undefined);

  return {
    async understand(heard) {
      if (inHand >= MAX_AT_ONCE) return NOTHING;
      inHand += 1;
      try {
        const wav = Uint8Array.from(writeWav(heard.subarray(0, MAX_SAMPLES), 1));
        return answered.parse(JSON.parse(await post("/understand", "audio/wav", wav)));
      } catch {
        return NOTHING;
      } finally {
        inHand -= 1;
      }
    },
    expect: (line) => tell("/lines", line),
    prepare: (language) => tell("/prepare", { language }),
  };
}
