import { newSid } from "../../switchboard/sid.ts";
import { orAbort } from "../../switchboard/waits.ts";
import type { Say } from "../ast.ts";
import type { Flow, Run } from "../running.ts";
import { playOut } from "./sound.ts";

/** Characters one `<Say>` may have: 4096 by the basic voices, 3000 by Polly, 5000 by Google. */
function limitOf(voice: string | undefined): number {
  if (voice?.startsWith("Polly.")) return 3000;
  return voice?.startsWith("Google.") ? 5000 : 4096;
}

export async function runSay(run: Run, say: Say): Promise<Flow> {
  const { x, leg } = run;
  if (say.text === "") return { go: "next" };
  if (say.text.length > limitOf(say.voice)) {
    x.alerts.raise(13_521, "Say: text is too long", leg.sid);
    return { go: "next" };
  }
  const clip = await orAbort(
    x.voices.speak(say.text, say.language, say.voice === undefined ? {} : { voice: say.voice }),
    run.signal,
  );
  for (let round = 0; round < say.loop; round += 1) {
    const id = newSid("SY");
    leg.tell({ kind: "speaking", id, text: say.text, who: "carrier" });
    let complete = false;
    try {
      ({ complete } = await playOut(run, clip.pcm));
    } finally {
      leg.tell({ kind: "said", id, text: say.text, complete });
    }
    if (!complete) break;
  }
  return { go: "next" };
}

export async function sayApology(run: Run): Promise<void> {
  await runSay(run, {
    verb: "Say",
    text: "We are sorry, an application error has occurred. Goodbye.",
    language: "en-US",
    loop: 1,
  });
}
