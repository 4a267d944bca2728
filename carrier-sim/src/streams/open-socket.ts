import { WebSocket } from "ws";
import { signature } from "../webhooks/sign.ts";

const HANDSHAKE_TIMEOUT_MS = 5_000;
/** A head that sends more than this in one message is broken. */
const MAX_MESSAGE_BYTES = 1024 * 1024;

export type SocketOpening =
  | { ok: true; socket: WebSocket }
  | { ok: false; reason: "timeout" | "refused" | "handshake"; message: string };

/** Opens a signed socket; the signature is over the address as the document wrote it, with no parameters. */
export function openSocket(
  address: string,
  written: string,
  authToken: string,
): Promise<SocketOpening> {
  return new Promise((resolve) => {
    const socket = new WebSocket(address, {
      handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
      maxPayload: MAX_MESSAGE_BYTES,
      perMessageDeflate: false,
      headers: { "x-twilio-signature": signature(authToken, written), "user-agent": "Jetty/9.4" },
    });
    socket.once("open", () => {
      // An application may speak in the very packet that accepts the socket, before anybody listens here:
      // whoever takes the socket attaches listeners and resumes it.
      socket.pause();
      socket.off("error", failed);
      // Errors after the opening end in `close`, which is what is listened to.
      socket.on("error", () => undefined);
      resolve({ ok: true, socket });
    });
    function failed(error: Error): void {
      const reason = /timed out/i.test(error.message)
        ? "timeout"
        : /Unexpected server response/.test(error.message)
          ? "handshake"
          : "refused";
      socket.on("error", () => undefined);
      socket.terminate();
      resolve({
        ok: false,
        reason,
        message: reason === "handshake" ? error.message : "The socket could not be opened",
      });
    }
    socket.once("error", failed);
  });
}
