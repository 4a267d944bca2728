import path from "node:path";
import postgres from "postgres";
import { readLiteSettings } from "./config.ts";
import { listen } from "./listener.ts";
import { openLite } from "./lite.ts";
import { prepareRoles } from "./roles.ts";
import { guardSignIn } from "./sign-in-guard.ts";
import { waitForDatabase } from "./wait-for-database.ts";

/** The local Supabase as a process. Started together with Postgres, it waits for it. */
async function main(): Promise<void> {
  const settings = readLiteSettings();
  const sql = postgres(settings.DATABASE_URL, { max: 1, onnotice: () => undefined });
  await waitForDatabase(sql);
  await prepareRoles(sql);
  await sql.end();
  const lite = await openLite({
    databaseUrl: settings.DATABASE_URL,
    externalUrl: settings.SUPABASE_URL,
    jwtSecret: settings.SUPABASE_JWT_SECRET,
    publishableKey: settings.SUPABASE_PUBLISHABLE_KEY,
    secretKey: settings.SUPABASE_SECRET_KEY,
    storageDir: path.join(settings.PATCHBAY_DATA_DIR, "storage"),
  });
  const server = await listen({
    port: settings.PORT,
    allowedOrigin: new URL(settings.PUBLIC_URL).origin,
    handle: guardSignIn(lite.fetch),
    isReady: () => true,
  });
  const end = (): void => {
    server.close();
    server.closeAllConnections();
    void lite.close().then(() => process.exit(0));
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}

main().catch((cause: unknown) => {
  console.error(cause instanceof Error ? cause.message : cause);
  process.exit(1);
});
