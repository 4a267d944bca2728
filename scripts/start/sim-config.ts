import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import type { PreparedNumber } from "../../supabase/embedded/prepare-database.ts";
import type { Secrets } from "./secrets.ts";

/** The same number keeps its SID from start to start. */
function numberSid(e164: string): string {
  return `PN${createHash("md5").update(e164).digest("hex")}`;
}

/** Tells the simulated carrier whose account it keeps and which numbers lead to us. */
export function writeSimConfig(
  file: string,
  publicUrl: string,
  secrets: Secrets,
  numbers: PreparedNumber[],
): void {
  const { accountSid, authToken, apiKeySid, apiKeySecret, twimlAppSid } = secrets.carrier;
  const hooks = {
    voiceUrl: `${publicUrl}/carrier/twilio/voice`,
    voiceMethod: "POST",
    voiceFallbackUrl: `${publicUrl}/carrier/twilio/next`,
    statusCallback: `${publicUrl}/carrier/twilio/status`,
  };
  const config = {
    account: { sid: accountSid, authToken, apiKeySid, apiKeySecret },
    applications: [{ sid: twimlAppSid, friendlyName: "Patchbay console", ...hooks }],
    phoneNumbers: numbers.map(({ e164, label, language, engine }) => ({
      sid: numberSid(e164),
      e164,
      friendlyName: label,
      language,
      engine,
      ...hooks,
    })),
  };
  writeFileSync(file, `${JSON.stringify(config, undefined, 2)}\n`, { mode: 0o600 });
}
