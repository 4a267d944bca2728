import fc from "fast-check";
import { expect, it } from "vitest";
import { createSampleReader } from "./samples.ts";

it("never shifts by a byte, wherever raw sound is cut", () => {
  fc.assert(
    fc.property(fc.int16Array({ maxLength: 200 }), fc.array(fc.nat(9)), (pcm, cuts) => {
      const bytes = new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);
      const reader = createSampleReader();
      const heard: number[] = [];
      let at = 0;
      for (const size of [...cuts, bytes.length]) {
        heard.push(...reader.push(bytes.subarray(at, at + size)));
        at += size;
      }
      expect(heard).toEqual([...pcm]);
    }),
  );
});
