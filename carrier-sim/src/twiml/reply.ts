import type { WebhookReply } from "../webhooks/request.ts";
import type { Reading } from "./ast.ts";
import { readTwiml } from "./read.ts";

/** A webhook's reply into verbs, by content type: markup is TwiML, plain text is spoken unless it is TwiML, sound is refused. */
export function readReply(reply: WebhookReply & { ok: true }): Reading {
  const text = new TextDecoder().decode(reply.body);
  const type = reply.contentType.split(";", 1)[0]?.trim() ?? "";
  // An empty 200 or 204 is a document with nothing in it.
  if (text.trim() === "") return { ok: true, verbs: [], warnings: [] };
  if (type === "text/xml" || type === "application/xml" || type === "text/html")
    return readTwiml(text);
  if (type.startsWith("audio/"))
    return { ok: true, verbs: [{ verb: "Play", url: reply.url, loop: 1 }], warnings: [] };
  if (type === "text/plain") {
    const twiml = readTwiml(text);
    if (twiml.ok) return twiml;
    return {
      ok: true,
      verbs: [{ verb: "Say", text: text.trim(), language: "en-US", loop: 1 }],
      warnings: [],
    };
  }
  return { ok: false, code: 12_300, message: "Invalid Content-Type" };
}
