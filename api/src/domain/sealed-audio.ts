import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/**
 * Recordings at rest: plain chunks of 1 MiB, each sealed with AES-256-GCM (NIST SP 800-38D) as
 * nonce (12) ‖ ciphertext ‖ tag (16), so that a byte range opens only the chunks it touches.
 * One key a recording, itself sealed by a master key that can rotate. The additional data binds
 * a chunk to its recording, format, place and being the last: none can be swapped, reordered,
 * dropped at the end or taken from another recording.
 */
export const CHUNK_BYTES = 1024 * 1024;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const SEAL_OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES;

export interface ChunkPlace {
  recordingId: string;
  formatVersion: number;
  index: number;
  last: boolean;
}

/** `id` names the key in stored rows; `key` is 32 bytes. The first of a ring seals, all open. */
export interface MasterKey {
  id: string;
  key: Buffer;
}

const additionalData = (place: ChunkPlace): Buffer =>
  Buffer.from(
    `${place.recordingId}|${place.formatVersion}|${place.index}|${place.last ? "last" : "more"}`,
  );

function seal(key: Buffer, plain: Uint8Array, aad: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(aad);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws where a byte, the key or the additional data is not what was sealed. */
function open(key: Buffer, sealed: Uint8Array, aad: Buffer): Buffer {
  if (sealed.length < SEAL_OVERHEAD_BYTES) throw new Error("sealed data is too short");
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE_BYTES))
    .setAAD(aad)
    .setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  return Buffer.concat([
    decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES)),
    decipher.final(),
  ]);
}

export const newRecordingKey = (): Buffer => randomBytes(32);

export const sealChunk = (key: Buffer, plain: Uint8Array, place: ChunkPlace): Buffer =>
  seal(key, plain, additionalData(place));

export const openChunk = (key: Buffer, sealed: Uint8Array, place: ChunkPlace): Buffer =>
  open(key, sealed, additionalData(place));

export function wrapKey(
  ring: readonly MasterKey[],
  recordingId: string,
  key: Buffer,
): { masterKeyId: string; wrappedKey: string } {
  const master = ring[0];
  if (!master) throw new Error("no master key is set");
  return {
    masterKeyId: master.id,
    wrappedKey: seal(master.key, key, Buffer.from(`${recordingId}|key`)).toString("base64"),
  };
}

export function unwrapKey(
  ring: readonly MasterKey[],
  recordingId: string,
  masterKeyId: string,
  wrappedKey: string,
): Buffer {
  const master = ring.find((candidate) => candidate.id === masterKeyId);
  if (!master)
    throw new Error(
      `the master key ${masterKeyId} of a recording is not among the configured ones`,
    );
  return open(master.key, Buffer.from(wrappedKey, "base64"), Buffer.from(`${recordingId}|key`));
}

/** How many chunks a recording of so many bytes has; an empty one has a single empty chunk. */
export const chunkCount = (sizeBytes: number): number =>
  Math.max(1, Math.ceil(sizeBytes / CHUNK_BYTES));

/** Which chunks the bytes from `start` to `end` (inclusive) touch, and what to take of each. */
export function chunksOf(
  start: number,
  end: number,
): { index: number; from: number; to: number }[] {
  const parts: { index: number; from: number; to: number }[] = [];
  for (let index = Math.floor(start / CHUNK_BYTES); index * CHUNK_BYTES <= end; index += 1) {
    const base = index * CHUNK_BYTES;
    parts.push({
      index,
      from: Math.max(0, start - base),
      to: Math.min(CHUNK_BYTES, end - base + 1),
    });
  }
  return parts;
}

/**
 * Reads a ring from its setting: 32 bytes in base64 each, newest first, separated by commas,
 * optionally named (`name:base64`). An unnamed key is named by its fingerprint. Throws a plain
 * sentence; the setting's value is not in it.
 */
export function parseMasterKeys(setting: string): MasterKey[] {
  return setting.split(",").map((entry, place) => {
    const [, name, text] = /^(?:([\w-]{1,32}):)?([A-Za-z0-9+/_-]+=*)$/.exec(entry.trim()) ?? [];
    const key = Buffer.from(text ?? "", "base64");
    if (key.length !== 32) {
      throw new Error(`RECORDING_MASTER_KEY: entry ${place + 1} is not 32 bytes in base64`);
    }
    return { id: name ?? createHash("sha256").update(key).digest("hex").slice(0, 12), key };
  });
}
