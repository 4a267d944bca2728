import { z } from "zod";

const port = z.coerce.number().int().min(1).max(65_535);

const postgresSettings = z.object({
  PORT: port,
  PATCHBAY_DATA_DIR: z.string().min(1),
  POSTGRES_PASSWORD: z.string().min(1),
});

const liteSettings = z.object({
  PORT: port,
  DATABASE_URL: z.url(),
  SUPABASE_URL: z.url(),
  SUPABASE_JWT_SECRET: z.string().min(32),
  SUPABASE_PUBLISHABLE_KEY: z.string().startsWith("sb_publishable_"),
  SUPABASE_SECRET_KEY: z.string().startsWith("sb_secret_"),
  PATCHBAY_DATA_DIR: z.string().min(1),
  /** The console's address; pages of its origin alone may call. */
  PUBLIC_URL: z.url(),
});

function read<Shape extends z.ZodType>(schema: Shape): z.infer<Shape> {
  const result = schema.safeParse(process.env);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`Settings to put right: ${faults.join("; ")}`);
}

/** What the start script tells the process that keeps Postgres. */
export const readPostgresSettings = (): z.infer<typeof postgresSettings> => read(postgresSettings);

/** What the start script tells the process that is the local Supabase. */
export const readLiteSettings = (): z.infer<typeof liteSettings> => read(liteSettings);
