import { z } from "zod";

/** What the start script tells the process that serves the console in development. */
export function readDevSettings(): { port: number; apiUrl: string } {
  const { PORT, API_URL } = z
    .object({ PORT: z.coerce.number().int(), API_URL: z.url() })
    .parse(process.env);
  return { port: PORT, apiUrl: API_URL };
}
