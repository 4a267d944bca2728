import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";
import { simulatedParts } from "./simulated.ts";

const REAL = {
  PUBLIC_URL: "https://calls.example.test",
  DATABASE_URL: "postgres://postgres:word@127.0.0.1:5432/postgres",
  SUPABASE_URL: "https://project.example.test",
  SUPABASE_PUBLISHABLE_KEY: "sb_publishable_x",
  SUPABASE_SECRET_KEY: "sb_secret_x",
  TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
  TWILIO_AUTH_TOKEN: "token",
  TWILIO_API_KEY_SID: `SK${"0".repeat(32)}`,
  TWILIO_API_KEY_SECRET: "secret",
  TWILIO_TWIML_APP_SID: `AP${"0".repeat(32)}`,
  WORKER_TOKEN: "w".repeat(32),
  WORKER_PUBLIC_URL: "wss://media.example.test",
  MEDIA_TOKEN_SECRET: "m".repeat(32),
  RECORDING_MASTER_KEY: "k1:AAAA",
  ANTHROPIC_API_KEY: "key",
};

const partsWith = (env: NodeJS.ProcessEnv): string[] =>
  simulatedParts(readConfig({ ...REAL, ...env })).map(({ part }) => part);

describe("what is told to be simulated", () => {
  it("is nothing where everything is real", () => {
    expect(partsWith({})).toEqual([]);
  });

  it.each([
    ["the telephone network", { TWILIO_API_BASE_URL: "http://127.0.0.1:4010" }, "carrier"],
    ["the database", { SUPABASE_JWT_SECRET: "s".repeat(32) }, "database"],
    ["the model", { ANTHROPIC_API_KEY: "" }, "model"],
    ["the bot's ears and voice", { SPEECH_SIMULATED: "1" }, "speech"],
  ])("is %s where it is", (_, env, part) => {
    expect(partsWith(env)).toEqual([part]);
  });
});
