import { createHash, timingSafeEqual } from "node:crypto";
import type { Account } from "../switchboard/exchange.ts";

const same = (a: string, b: string): boolean =>
  timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());

/** Basic credentials: the account with its token, or an API key with its secret. */
export function isAuthorised(account: Account, header: string | undefined): boolean {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/.exec(header ?? "") ?? [];
  if (encoded === undefined) return false;
  const [user = "", ...rest] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  const password = rest.join(":");
  return (
    (user === account.sid && same(password, account.authToken)) ||
    (user === account.apiKeySid && same(password, account.apiKeySecret))
  );
}
