/** Payload type of PCMU is fixed by RFC 3551; that of telephone-event is whatever the offer says. */
export const PCMU_TYPE = 0;
/** What we offer for RFC 4733 digits when we make the offer; any free dynamic type would do. */
export const OFFERED_TONE_TYPE = 101;

export interface AudioOffer {
  mid: string;
  hasPcmu: boolean;
  toneType: number | undefined;
}

/** Reads the first audio section of a browser's description. undefined: there is none. */
export function readAudio(sdp: string): AudioOffer | undefined {
  const lines = sdp.split(/\r\n|\n/);
  const start = lines.findIndex((line) => line.startsWith("m=audio "));
  if (start < 0) return undefined;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.startsWith("m="));
  const section = end < 0 ? rest : rest.slice(0, end);
  const types = (lines[start] ?? "").split(" ").slice(3);
  const mid = section.find((line) => line.startsWith("a=mid:"))?.slice("a=mid:".length);
  if (mid === undefined || !/^[\w-]{1,32}$/.test(mid)) return undefined;
  const tone = section
    .map((line) => /^a=rtpmap:(\d{1,3}) telephone-event\/8000\b/i.exec(line)?.[1])
    .find((type) => type !== undefined);
  return {
    mid,
    hasPcmu: types.includes(String(PCMU_TYPE)),
    toneType: tone === undefined ? undefined : Number(tone),
  };
}

/**
 * libdatachannel lists in the `m=` line only the codecs it knows; telephone-event is added here,
 * otherwise the browser drops it and its keypad falls back to signalling messages.
 */
export function listToneType(sdp: string, toneType: number | undefined): string {
  if (toneType === undefined) return sdp;
  return sdp.replace(/^(m=audio .*?)\r?$/m, (whole, line: string) =>
    line.split(" ").slice(3).includes(String(toneType))
      ? whole
      : whole.replace(line, `${line} ${toneType}`),
  );
}
