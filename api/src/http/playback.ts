import { Router, type Request, type Response } from "express";
import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import type { StoredRecording } from "../ports/memory.ts";
import { chunksOf, openChunk, unwrapKey, type MasterKey } from "../domain/sealed-audio.ts";

export interface PlaybackDeps {
  secret: string;
  masterKeys: readonly MasterKey[];
  /** The recording, if this person may hear it now; asked on every request. */
  findFor(userId: string, recordingId: string): Promise<StoredRecording | undefined>;
  getChunk(key: string): Promise<Buffer>;
}

const AUDIENCE = "patchbay-playback";
/** An audio element asks again for every seek, for as long as the page is open. */
const LINK_SECONDS = 4 * 3600;
const id = z.uuid();

/** A link for an audio element, which cannot send headers. It names person and recording; the right is checked at every use. */
export async function playbackLink(
  secret: string,
  userId: string,
  recordingId: string,
): Promise<{ url: string; expiresAt: string }> {
  const expiresAt = new Date(Date.now() + LINK_SECONDS * 1000);
  const token = await new SignJWT({ rec: recordingId })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(userId)
    .setAudience(AUDIENCE)
    .setExpirationTime(expiresAt)
    .sign(new TextEncoder().encode(secret));
  return {
    url: `/api/recordings/${recordingId}/audio?link=${token}`,
    expiresAt: expiresAt.toISOString(),
  };
}

async function holderOf(secret: string, link: unknown, recordingId: string): Promise<string> {
  if (typeof link !== "string" || link.length > 2000) throw new AppError("not_signed_in");
  const { payload } = await jwtVerify(link, new TextEncoder().encode(secret), {
    audience: AUDIENCE,
    algorithms: ["HS256"],
  }).catch((cause: unknown) => {
    throw new AppError("not_signed_in", { cause });
  });
  if (payload["rec"] !== recordingId || !payload.sub) throw new AppError("not_found");
  return payload.sub;
}

/** The bytes asked for: all, one range, or 'unsatisfiable'. Several ranges are served as the whole (RFC 9110 §14.2 allows it). */
function rangeOf(
  request: Request,
  size: number,
): { start: number; end: number; partial: boolean } | "unsatisfiable" {
  const ranges = request.range(size, { combine: true });
  if (ranges === -1) return "unsatisfiable";
  if (
    ranges === undefined ||
    ranges === -2 ||
    ranges.type !== "bytes" ||
    ranges.length !== 1 ||
    !ranges[0]
  )
    return { start: 0, end: size - 1, partial: false };
  return { ...ranges[0], partial: true };
}

async function send(
  deps: PlaybackDeps,
  recording: StoredRecording,
  request: Request,
  response: Response,
): Promise<void> {
  const range = rangeOf(request, recording.sizeBytes);
  response.set({
    "Accept-Ranges": "bytes",
    "Cache-Control": "private, no-store",
    "Content-Type": recording.contentType,
    "X-Content-Type-Options": "nosniff",
  });
  if (range === "unsatisfiable") {
    response.status(416).set("Content-Range", `bytes */${recording.sizeBytes}`).end();
    return;
  }
  const key = unwrapKey(deps.masterKeys, recording.id, recording.masterKeyId, recording.wrappedKey);
  if (range.partial)
    response
      .status(206)
      .set("Content-Range", `bytes ${range.start}-${range.end}/${recording.sizeBytes}`);
  response.set("Content-Length", String(range.end - range.start + 1));
  for (const part of chunksOf(range.start, range.end)) {
    if (response.destroyed) return;
    const sealed = await deps.getChunk(`${recording.storagePrefix}/${part.index}`);
    const plain = openChunk(key, sealed, {
      recordingId: recording.id,
      formatVersion: recording.formatVersion,
      index: part.index,
      last: part.index === recording.chunkCount - 1,
    });
    if (!response.write(plain.subarray(part.from, part.to))) {
      await new Promise<void>((resolve) => {
        response.once("drain", resolve).once("close", resolve);
      });
    }
  }
  response.end();
}

/** GET /:id/audio?link=… with byte ranges; opens only the chunks a range touches. */
export function playbackRoutes(deps: PlaybackDeps): Router {
  const router = Router();
  router.get("/:id/audio", async (request, response) => {
    const recordingId = id.safeParse(request.params.id);
    if (!recordingId.success) throw new AppError("not_found");
    const userId = await holderOf(deps.secret, request.query["link"], recordingId.data);
    const recording = await deps.findFor(userId, recordingId.data);
    if (!recording) throw new AppError("not_found");
    await send(deps, recording, request, response);
  });
  return router;
}
