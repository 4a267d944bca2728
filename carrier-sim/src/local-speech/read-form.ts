import type { Request } from "express";

/** The form of a recognition; undefined where it is none. The body has been read into memory and is bounded. */
export async function readForm(
  request: Request,
): Promise<{ file: Uint8Array; language: string } | undefined> {
  const body: unknown = request.body;
  const type = request.headers["content-type"];
  if (!(body instanceof Uint8Array) || type === undefined) return undefined;
  try {
    const form = await new Response(Uint8Array.from(body), {
      headers: { "Content-Type": type },
    }).formData();
    const file = form.get("file");
    const language = form.get("language");
    if (file === null || typeof file === "string" || typeof language !== "string") return undefined;
    return { file: new Uint8Array(await file.arrayBuffer()), language };
  } catch {
    return undefined;
  }
}
