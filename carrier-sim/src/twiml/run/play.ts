import { decodeMulaw } from "../../audio/mulaw.ts";
import { readWav8k } from "../../audio/wav.ts";
import type { Pcm8k } from "../../ports.ts";
import { dtmf } from "../../audio/tones.ts";
import type { Exchange } from "../../switchboard/exchange.ts";
import type { Leg } from "../../switchboard/leg.ts";
import { orAbort } from "../../switchboard/waits.ts";
import type { Play } from "../ast.ts";
import type { Flow, Run } from "../running.ts";
import { absolute } from "./address.ts";
import { playOut } from "./sound.ts";

/** Ten minutes of 16-bit stereo at 44.1 kHz would be 100 MB; a prompt is far smaller. */
const MAX_MEDIA_BYTES = 20 * 1024 * 1024;

export async function runPlay(run: Run, play: Play): Promise<Flow> {
  const url = play.digits === undefined && play.url !== "" ? absolute(run, play.url) : undefined;
  const pcm =
    url === undefined
      ? dtmf(play.digits ?? "")
      : await orAbort(loadMedia(run.x, url, run.leg), run.signal);
  if (pcm === undefined) return { go: "next" };
  for (let round = 0; round < play.loop; round += 1) {
    const { complete } = await playOut(run, pcm);
    if (!complete) break;
  }
  return { go: "next" };
}

/** WAV (PCM, float, mu-law) and headerless mu-law. MP3 and kin are refused with 12300: there is no decoder here. */
export async function loadMedia(x: Exchange, url: string, leg?: Leg): Promise<Pcm8k | undefined> {
  // The request carries no call parameters (documented).
  const reply = await x.request({ url, method: "GET", params: {}, jar: leg?.jar }, MAX_MEDIA_BYTES);
  if (!reply.ok) {
    x.alerts.raise(reply.code, reply.message, leg?.sid);
    return undefined;
  }
  if (/^audio\/(basic|x-mulaw|pcmu)/.test(reply.contentType)) return decodeMulaw(reply.body);
  const wav = readWav8k(reply.body);
  if (wav.kind === "sound") return wav.pcm;
  x.alerts.raise(12_300, `Play: ${wav.reason}`, leg?.sid);
  return undefined;
}
