import { App, setExperimental } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import { storeInFiles } from "./storage-files.ts";

export type LiteOptions = {
  databaseUrl: string;
  /** The address people's browsers use for this Supabase. */
  externalUrl: string;
  /** HS256 secret of the access tokens. */
  jwtSecret: string;
  publishableKey: string;
  secretKey: string;
  /** Where uploaded objects are kept; without it there is no storage. */
  storageDir?: string;
};

export type Lite = { fetch: (request: Request) => Promise<Response>; close: () => Promise<void> };

/** One runaway query of a browser must not hold a connection for ever. */
const STATEMENT_TIMEOUT_MS = 8000;
const ACCESS_TOKEN_LIFE_S = 3600;

/**
 * Supabase's sign-in, REST and storage in this process, over an ordinary Postgres. Makes the `auth`
 * and `storage` schemas, which migrations may refer to; it needs no migration of ours beforehand.
 */
export async function openLite(options: LiteOptions): Promise<Lite> {
  setExperimental("storage", true);
  const connection = createPostgresConnection({
    url: options.databaseUrl,
    postgresOptions: {
      max: 10,
      onnotice: () => undefined,
      connection: { statement_timeout: STATEMENT_TIMEOUT_MS },
    },
  });
  const app = new App({
    connection,
    api: { external_url: options.externalUrl },
    storage: { enabled: true },
    studio: { enabled: false },
    auth: {
      enabled: true,
      jwt_secret: options.jwtSecret,
      jwt_expiry: ACCESS_TOKEN_LIFE_S,
      enable_signup: false,
      publishable_key: options.publishableKey,
      secret_key: options.secretKey,
    },
  });
  if (options.storageDir !== undefined) app._storageAdapter = storeInFiles(options.storageDir);
  await app.init();
  await app.ensureSystemSchema();
  return {
    fetch: async (request) => app.fetch(request, { peerAddress: null }),
    close: () => connection.close(),
  };
}
