import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import type { AwaitedRecording, Prepared } from "../../supabase/embedded/prepare-database.ts";
import { waitingDocument, waitingLanguages } from "./waiting-document.ts";
import type { Secrets } from "./secrets.ts";

/** The same number keeps its SID from start to start. */
function numberSid(e164: string): string {
  return `PN${createHash("md5").update(e164).digest("hex")}`;
}

const binSid = (language: string): string =>
  `EH${createHash("md5").update(language).digest("hex")}`;

/** The caller is on the first channel; bot and operator, whom the caller hears, on the second. */
const voices: Record<string, string> = { caller: "f3", operator: "f5/45" };

function archived({ atMs, speaker, text }: AwaitedRecording["lines"][number]) {
  const voice = voices[speaker];
  return {
    atMs,
    channel: speaker === "caller" ? 1 : 2,
    text,
    ...(voice === undefined ? {} : { voice }),
  };
}

/** Tells the simulated carrier whose account it keeps and which numbers lead to us. */
export function writeSimConfig(
  file: string,
  {
    publicUrl,
    carrierUrl,
    speechUrl,
  }: { publicUrl: string; carrierUrl: string; speechUrl: string | undefined },
  secrets: Secrets,
  { numbers, awaited }: Pick<Prepared, "numbers" | "awaited">,
): void {
  const { accountSid, authToken, apiKeySid, apiKeySecret, twimlAppSid } = secrets.carrier;
  const hooks = {
    voiceMethod: "POST",
    statusCallback: `${publicUrl}/carrier/twilio/status`,
  };
  const config = {
    account: { sid: accountSid, authToken, apiKeySid, apiKeySecret },
    applications: [
      {
        sid: twimlAppSid,
        friendlyName: "Patchbay console",
        ...hooks,
        voiceUrl: `${publicUrl}/carrier/twilio/client`,
        voiceFallbackUrl: `${publicUrl}/carrier/twilio/next`,
      },
    ],
    // Who knows what is about to be said at the booth: the local recogniser has to be told.
    speechUrl,
    bins: waitingLanguages.map((language) => ({
      sid: binSid(language),
      twiml: waitingDocument(language, publicUrl),
    })),
    archive: awaited.map(({ lines, ...call }) => ({ ...call, lines: lines.map(archived) })),
    phoneNumbers: numbers.map(({ e164, label, language, engine }) => ({
      sid: numberSid(e164),
      e164,
      friendlyName: label,
      language,
      engine,
      voiceUrl: `${publicUrl}/carrier/twilio/voice`,
      voiceFallbackUrl: `${carrierUrl}/twiml/${binSid(language)}`,
      ...hooks,
    })),
  };
  writeFileSync(file, `${JSON.stringify(config, undefined, 2)}\n`, { mode: 0o600 });
}
