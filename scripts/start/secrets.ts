import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { Refusal } from "./refusal.ts";

const hex = (bytes: number): string => randomBytes(bytes).toString("hex");

/** What is made up once per data folder, so that a restart finds its sessions and recordings again. */
const secretsSchema = z.object({
  postgresPassword: z.string().default(() => hex(16)),
  jwtSecret: z.string().default(() => hex(32)),
  publishableKey: z.string().default(() => `sb_publishable_${hex(16)}`),
  secretKey: z.string().default(() => `sb_secret_${hex(24)}`),
  demoPassword: z.string().default(() => randomBytes(9).toString("base64url")),
  workerToken: z.string().default(() => hex(32)),
  mediaTokenSecret: z.string().default(() => hex(32)),
  recordingMasterKey: z.string().default(() => `k1:${randomBytes(32).toString("base64")}`),
  carrier: z
    .object({
      accountSid: z.string().default(() => `AC${hex(16)}`),
      authToken: z.string().default(() => hex(16)),
      apiKeySid: z.string().default(() => `SK${hex(16)}`),
      apiKeySecret: z.string().default(() => hex(16)),
      twimlAppSid: z.string().default(() => `AP${hex(16)}`),
    })
    .prefault({}),
});

export type Secrets = z.infer<typeof secretsSchema>;

/** Reads `secrets.json` of the data folder, making what is missing. The file is the owner's alone. */
export function loadSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, "secrets.json");
  let known: unknown = {};
  if (existsSync(file)) {
    try {
      known = JSON.parse(readFileSync(file, "utf8"));
    } catch (cause) {
      throw new Refusal(
        `${file} is damaged: restore it from a copy, or run "npm run reset" to begin anew.`,
        { cause },
      );
    }
  }
  const secrets = secretsSchema.parse(known);
  const draft = `${file}.new`;
  writeFileSync(draft, `${JSON.stringify(secrets, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
  chmodSync(file, 0o600);
  return secrets;
}
