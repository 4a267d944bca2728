import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CHUNK_BYTES,
  chunkCount,
  chunksOf,
  newRecordingKey,
  openChunk,
  sealChunk,
  unwrapKey,
  wrapKey,
  type ChunkPlace,
} from "./sealed-audio.ts";

const place: ChunkPlace = { recordingId: "a", formatVersion: 1, index: 3, last: false };

describe("sealed audio", () => {
  it("opens what it sealed", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4096 }), (plain) => {
        const key = newRecordingKey();
        expect(
          Buffer.compare(openChunk(key, sealChunk(key, plain, place), place), Buffer.from(plain)),
        ).toBe(0);
      }),
    );
  });

  it.each<[string, Partial<ChunkPlace>]>([
    ["another recording", { recordingId: "b" }],
    ["another place", { index: 4 }],
    ["a truncation that makes it the last", { last: true }],
    ["an older format", { formatVersion: 0 }],
  ])("refuses a chunk from %s", (_name, change) => {
    const key = newRecordingKey();
    const sealed = sealChunk(key, Buffer.from("sound"), place);
    expect(() => openChunk(key, sealed, { ...place, ...change })).toThrow();
    expect(openChunk(key, sealed, place).toString()).toBe("sound");
  });

  it("refuses a chunk with any bit changed", () => {
    const key = newRecordingKey();
    const sealed = sealChunk(key, Buffer.from("sound of a call"), place);
    for (let at = 0; at < sealed.length; at += 1) {
      const bent = Buffer.from(sealed);
      bent[at] = (bent[at] ?? 0) ^ 1;
      expect(() => openChunk(key, bent, place)).toThrow();
    }
  });

  it("keeps old recordings readable after the master key has rotated", () => {
    const old = { id: "k1", key: newRecordingKey() };
    const fresh = { id: "k2", key: newRecordingKey() };
    const key = newRecordingKey();
    const wrapped = wrapKey([old], "r", key);
    expect(unwrapKey([fresh, old], "r", wrapped.masterKeyId, wrapped.wrappedKey)).toEqual(key);
    expect(wrapKey([fresh, old], "r", key).masterKeyId).toBe("k2");
    expect(() => unwrapKey([fresh], "r", wrapped.masterKeyId, wrapped.wrappedKey)).toThrow(/k1/);
    expect(() => unwrapKey([old], "another", wrapped.masterKeyId, wrapped.wrappedKey)).toThrow();
  });

  it("takes exactly the bytes of a range from the chunks it touches", () => {
    fc.assert(
      fc.property(fc.nat(5 * CHUNK_BYTES), fc.nat(3 * CHUNK_BYTES), (start, more) => {
        const parts = chunksOf(start, start + more);
        expect(parts.reduce((sum, part) => sum + part.to - part.from, 0)).toBe(more + 1);
        expect(parts[0]!.index * CHUNK_BYTES + parts[0]!.from).toBe(start);
        for (const part of parts) expect(part.to - part.from).toBeGreaterThan(0);
      }),
    );
    expect(chunkCount(0)).toBe(1);
    expect(chunkCount(CHUNK_BYTES)).toBe(1);
    expect(chunkCount(CHUNK_BYTES + 1)).toBe(2);
  });
});
