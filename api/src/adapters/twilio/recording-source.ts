import { ProviderError } from "../../domain/errors.ts";

/** A recording as the carrier keeps it, until we have it. */
export interface RecordingSource {
  /** The WAV with both channels. Throws `ProviderError`; not retryable when it is too large or gone. */
  fetch(recordingSid: string): Promise<Buffer>;
  erase(recordingSid: string): Promise<void>;
}

/** Recordings end at 100 MB: 52 minutes of two channels at 16 bits. */
export const MAX_RECORDING_BYTES = 100 * 1024 * 1024;
const SID = /^RE[0-9a-f]{32}$/;

/**
 * Twilio's recording media. The URL is rebuilt from the SID on the configured host; what a
 * webhook names is never fetched, and redirects are not followed.
 */
export function createRecordingSource(settings: {
  baseUrl: string;
  accountSid: string;
  authToken: string;
}): RecordingSource {
  const authorization = `Basic ${Buffer.from(`${settings.accountSid}:${settings.authToken}`).toString("base64")}`;

  function address(recordingSid: string, ending: string): URL {
    if (!SID.test(recordingSid))
      throw new ProviderError("the recording has no proper id", { retryable: false });
    return new URL(
      `/2010-04-01/Accounts/${settings.accountSid}/Recordings/${recordingSid}${ending}`,
      settings.baseUrl,
    );
  }

  async function ask(url: URL, method: string): Promise<Response> {
    const reply = await fetch(url, {
      method,
      redirect: "error",
      headers: { authorization },
      signal: AbortSignal.timeout(60_000),
    }).catch((cause: unknown) => {
      throw new ProviderError("the carrier did not answer for a recording", {
        retryable: true,
        cause,
      });
    });
    if (reply.status === 404 && method === "DELETE") return reply;
    // A fresh recording answers 404 until it is processed, so that is worth another try.
    if (!reply.ok)
      throw new ProviderError(`the carrier answered ${reply.status} for a recording`, {
        retryable: reply.status === 404 || reply.status === 429 || reply.status >= 500,
      });
    return reply;
  }

  return {
    async fetch(recordingSid) {
      const url = address(recordingSid, ".wav");
      url.searchParams.set("RequestedChannels", "2");
      const reply = await ask(url, "GET");
      const pieces: Uint8Array[] = [];
      let size = 0;
      for await (const piece of reply.body ?? []) {
        size += piece.length;
        if (size > MAX_RECORDING_BYTES)
          throw new ProviderError("the recording is larger than 100 MB", { retryable: false });
        pieces.push(piece);
      }
      return Buffer.concat(pieces);
    },
    async erase(recordingSid) {
      await ask(address(recordingSid, ".json"), "DELETE");
    },
  };
}
