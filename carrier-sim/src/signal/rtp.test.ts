import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRtpWriter, readRtp } from "./rtp.ts";
import { listToneType, readAudio } from "./sdp.ts";
import { createToneEvents } from "./tone-events.ts";

describe("RTP", () => {
  test("what the writer writes the reader reads, with sequence and timestamp wrapping", () => {
    const writer = createRtpWriter({
      ssrc: 7,
      sequence: 0xffff,
      timestamp: 0xffff_ffff,
      payloadType: 0,
    });
    const first = readRtp(writer.next(new Uint8Array(160).fill(3)).slice());
    const second = readRtp(writer.next(new Uint8Array(160).fill(4)).slice());
    expect(first).toMatchObject({
      payloadType: 0,
      sequence: 0xffff,
      timestamp: 0xffff_ffff,
      ssrc: 7,
    });
    expect(second).toMatchObject({ sequence: 0, timestamp: 159 });
    expect(second?.payload).toEqual(new Uint8Array(160).fill(4));
  });

  test("contributing sources, extension and padding are stepped over", () => {
    const packet = Uint8Array.from([
      0x80 | 0x20 | 0x10 | 1,
      0,
      0,
      5,
      0,
      0,
      0,
      9,
      0,
      0,
      0,
      1,
      9,
      9,
      9,
      9,
      0xbe,
      0xde,
      0,
      1,
      1,
      1,
      1,
      1,
      42,
      43,
      0,
      2,
    ]);
    expect(readRtp(packet)?.payload).toEqual(Uint8Array.from([42, 43]));
  });

  test("RTCP on the same port is not taken for media", () => {
    const report = new Uint8Array(28);
    report[0] = 0x80;
    report[1] = 200;
    expect(readRtp(report)).toBeUndefined();
  });

  test("any bytes are read or refused", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const packet = readRtp(bytes);
        expect(packet?.payload.length ?? 0).toBeLessThanOrEqual(Math.max(0, bytes.length - 12));
      }),
      { numRuns: 5_000 },
    );
  });
});

describe("keys by RFC 4733", () => {
  const packet = (event: number, end: boolean): Uint8Array =>
    Uint8Array.from([event, end ? 0x8a : 0x0a, 0, 160]);

  test("one press is one key however many packets it takes, and may lose its first", () => {
    const tones = createToneEvents();
    const keys = [
      tones.push(100, packet(1, false)),
      tones.push(100, packet(1, false)),
      tones.push(100, packet(1, true)),
      tones.push(100, packet(1, true)),
      tones.push(900, packet(1, true)),
      tones.push(1700, packet(11, false)),
    ];
    expect(keys.filter((key) => key !== undefined)).toEqual(["1", "1", "#"]);
  });

  test("events that are no keys press nothing", () => {
    expect(createToneEvents().push(5, packet(16, false))).toBeUndefined();
    expect(createToneEvents().push(5, Uint8Array.from([1]))).toBeUndefined();
  });
});

describe("session descriptions", () => {
  const offer = [
    "v=0",
    "m=audio 9 UDP/TLS/RTP/SAVPF 0 111 110 126",
    "a=mid:0",
    "a=rtpmap:111 opus/48000/2",
    "a=rtpmap:110 telephone-event/48000",
    "a=rtpmap:126 telephone-event/8000",
    "m=application 9 X 1",
    "a=mid:data",
    "",
  ].join("\r\n");

  test("the audio section names its codec and the keys’ type at 8 kHz", () => {
    expect(readAudio(offer)).toEqual({ mid: "0", hasPcmu: true, toneType: 126 });
    expect(readAudio(offer.replace("SAVPF 0 ", "SAVPF "))?.hasPcmu).toBe(false);
    expect(readAudio("v=0\r\nm=video 9 X 96\r\n")).toBeUndefined();
  });

  test("the keys’ type is listed once", () => {
    const listed = listToneType("v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\n", 126);
    expect(listed).toBe("v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0 126\r\na=mid:0\r\n");
    expect(listToneType(listed, 126)).toBe(listed);
  });

  test("any text is read or refused", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(() => readAudio(text)).not.toThrow();
      }),
      { numRuns: 2_000 },
    );
  });
});
