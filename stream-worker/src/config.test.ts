import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

const GOOD = {
  API_URL: "http://127.0.0.1:4000/",
  WORKER_TOKEN: "w".repeat(32),
  MEDIA_TOKEN_SECRET: "m".repeat(32),
  TWILIO_AUTH_TOKEN: "carrier",
  WORKER_PUBLIC_URL: "https://media.example.com/",
};

function faults(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (cause) {
    return cause instanceof ConfigError ? cause.faults : ["not a ConfigError"];
  }
}

describe("settings", () => {
  it("have defaults, and no model without a key", () => {
    expect(readConfig({ ...GOOD, ANTHROPIC_API_KEY: "" })).toMatchObject({
      port: 4020,
      apiUrl: "http://127.0.0.1:4000",
      publicUrl: "wss://media.example.com",
      carrierTokens: ["carrier"],
      model: null,
    });
  });

  it("accept two carrier tokens while one is rotated, and a model by its key", () => {
    const config = readConfig({
      ...GOOD,
      TWILIO_AUTH_TOKEN_SECONDARY: "next",
      ANTHROPIC_API_KEY: "k",
    });
    expect(config.carrierTokens).toEqual(["carrier", "next"]);
    expect(config.model).toEqual({
      apiKey: "k",
      baseUrl: undefined,
      names: ["claude-haiku-5-5", "claude-sonnet-5-5"],
    });
  });

  it.each([
    ["an empty line, which turns it off", "", ["claude-haiku-5-5"]],
    ["another one", "claude-opus-5-5", ["claude-haiku-5-5", "claude-opus-5-5"]],
    ["the first once more, which is no other", "claude-haiku-5-5", ["claude-haiku-5-5"]],
  ])("take as the second model %s", (_, fallback, names) => {
    const config = readConfig({
      ...GOOD,
      ANTHROPIC_API_KEY: "k",
      ANTHROPIC_FALLBACK_MODEL: fallback,
    });
    expect(config.model?.names).toEqual(names);
  });

  it("name every fault at once, each with its remedy and without values", () => {
    const found = faults({ PORT: "abc", API_URL: "nonsense", WORKER_TOKEN: "short-secret" });
    expect(found).toHaveLength(6);
    for (const name of ["PORT", "API_URL", "WORKER_TOKEN", "MEDIA_TOKEN_SECRET"]) {
      expect(found.some((fault) => fault.startsWith(name))).toBe(true);
    }
    expect(found.join(" ")).not.toContain("short-secret");
  });
});
