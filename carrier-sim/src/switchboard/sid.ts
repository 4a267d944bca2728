import { randomBytes } from "node:crypto";

/** A fresh carrier identifier: two letters and 32 hexadecimal digits. */
export function newSid(prefix: string): string {
  return prefix + randomBytes(16).toString("hex");
}
