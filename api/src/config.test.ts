import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

const whole = {
  PUBLIC_URL: "https://calls.example.test/",
  DATABASE_URL: "postgres://postgres:secret-word@127.0.0.1:5432/postgres",
  SUPABASE_URL: "http://127.0.0.1:4030",
  SUPABASE_PUBLISHABLE_KEY: "sb_publishable_x",
  SUPABASE_SECRET_KEY: "sb_secret_x",
  TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
  TWILIO_AUTH_TOKEN: "token",
  TWILIO_API_KEY_SID: `SK${"0".repeat(32)}`,
  TWILIO_API_KEY_SECRET: "secret",
  TWILIO_TWIML_APP_SID: `AP${"0".repeat(32)}`,
  WORKER_TOKEN: "w".repeat(32),
  WORKER_PUBLIC_URL: "ws://127.0.0.1:4020",
  MEDIA_TOKEN_SECRET: "m".repeat(32),
  RECORDING_MASTER_KEY: "k1:AAAA",
};

const faultsOf = (env: NodeJS.ProcessEnv): string => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  return "";
};

describe("the settings", () => {
  it("that are whole are read, without the slash that signatures would miss", () => {
    const config = readConfig(whole);
    expect(config.publicUrl).toBe("https://calls.example.test");
    expect(config.port).toBe(4000);
    expect(config.carrier.authTokens).toEqual(["token"]);
  });

  it("know both tokens while one is being rotated", () => {
    const config = readConfig({ ...whole, TWILIO_AUTH_TOKEN_SECONDARY: "next" });
    expect(config.carrier.authTokens).toEqual(["token", "next"]);
  });

  it("that are missing are all named at once, each with its remedy", () => {
    const faults = faultsOf({});
    for (const name of Object.keys(whole)) expect(faults).toContain(name);
    expect(faults).toContain("create an API key in the carrier's console");
  });

  it("that are malformed are named without their values", () => {
    const faults = faultsOf({
      ...whole,
      PORT: "many",
      DATABASE_URL: "mysql://root:hunter2@db",
      TWILIO_ACCOUNT_SID: "hunter2",
      WORKER_TOKEN: "hunter2",
    });
    expect(faults.split("\n")).toHaveLength(5);
    expect(faults).not.toContain("hunter2");
  });

  it("that are empty count as absent", () => {
    expect(readConfig({ ...whole, TWILIO_API_BASE_URL: "" }).carrier.apiBaseUrl).toBeNull();
  });
});
