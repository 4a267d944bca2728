import { randomUUID } from "node:crypto";
import { startFakeClaude } from "../../../stream-worker/src/testing/fake-claude.ts";
import { botThatSays, openPlace, SPEECH, type Call, type Language, type Place } from "./place.ts";

/** A worker whose bot says what it is given as soon as it is called, sentence by sentence. */
export interface Talker {
  readonly place: Place;
  /**
   * The bot's text is an answer of its model's: none of it is protected from being cut.
   * @param voice as the speech house is asked for it
   */
  call(text: string, language: Language, voice?: string): Promise<Call>;
  close(): Promise<void>;
}

/** @param env where the vendors are */
export async function openTalker(env: Record<string, string>): Promise<Talker> {
  const talks = new Map<string, { text: string; voice: string | null }>();
  const claude = await startFakeClaude();
  // The bot's own prompt tells whose call it is.
  claude.answer = ({ system }) => {
    const id = /call ([0-9a-f-]{36})/u.exec(JSON.stringify(system))?.[1] ?? "";
    claude.requests.length = 0;
    return [{ say: talks.get(id)?.text ?? "" }];
  };
  const place = await openPlace({
    env: { ...env, ANTHROPIC_API_KEY: "key-for-bench", ANTHROPIC_BASE_URL: claude.url },
    talk: (id) => ({
      // A resumed call has no greeting, and its head is asked at once.
      resumed: true,
      resumeReason: "worker_lost",
      speech: { ...SPEECH, voice: talks.get(id)?.voice ?? null },
      bot: botThatSays("", `You answer call ${id}.`),
    }),
  });
  return {
    place,
    call(text, language, voice) {
      const id = randomUUID();
      talks.set(id, { text, voice: voice ?? null });
      return place.call(language, id);
    },
    async close() {
      await place.close();
      await claude.close();
    },
  };
}
