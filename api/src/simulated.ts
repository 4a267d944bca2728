import type { ConsoleConfig } from "@patchbay/contracts";
import type { Config } from "./config.ts";

/** What stands in for the real thing, in words, and what brings the real one. */
export function simulatedParts(config: Config): ConsoleConfig["simulated"] {
  const parts: ConsoleConfig["simulated"] = [];
  if (config.carrier.apiBaseUrl !== null)
    parts.push({
      part: "carrier",
      standIn: "A telephone company on this machine; calls come from its phone booth.",
      settings: [
        "TWILIO_ACCOUNT_SID",
        "TWILIO_AUTH_TOKEN",
        "TWILIO_API_KEY_SID",
        "TWILIO_API_KEY_SECRET",
        "TWILIO_TWIML_APP_SID",
        "PUBLIC_URL",
        "WORKER_PUBLIC_URL",
      ],
      change: "Calls come from real telephones, and cost real money.",
    });
  if (config.supabase.jwtSecret !== null)
    parts.push({
      part: "database",
      standIn: "A Postgres and a small Supabase on this machine.",
      settings: ["SUPABASE_URL", "SUPABASE_PUBLISHABLE_KEY", "SUPABASE_SECRET_KEY", "DATABASE_URL"],
      change: "Calls, people and recordings are kept in your Supabase project.",
    });
  if (!config.hasModelKey)
    parts.push({
      part: "model",
      standIn: "A scripted intake that asks for problem, address, urgency and callback number.",
      settings: ["ANTHROPIC_API_KEY"],
      change: "Claude leads the conversation; the script remains for when it cannot.",
    });
  if (config.isSpeechSimulated)
    parts.push({
      part: "speech",
      standIn:
        "A recogniser that knows what the phone booth's people say and what is typed there, and a voice of this machine.",
      settings: [
        "AZURE_SPEECH_KEY",
        "AZURE_SPEECH_REGION",
        "DEEPGRAM_API_KEY",
        "OPENAI_API_KEY",
        "WHISPER_URL",
        "ELEVENLABS_API_KEY",
      ],
      change:
        "With one vendor that hears and one that speaks, the bot understands whoever speaks, your microphone at the booth too.",
    });
  return parts;
}
