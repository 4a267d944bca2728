import type { Response } from "express";

/** Says no in a sentence, in the shape that clients of OpenAI's interface know. */
export function refuse(response: Response, status: number, message: string): void {
  response.status(status).json({ error: { message } });
}
