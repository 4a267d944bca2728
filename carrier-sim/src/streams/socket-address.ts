export type AddressCheck =
  | { ok: true; url: string }
  | { ok: false; code: 31922 | 31923; message: string };

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/**
 * Streams want `wss://`. Plain `ws://` is taken for loopback hosts alone: a product and this simulator on one
 * machine have no certificate to offer each other, and nothing leaves the machine. Anywhere else it is 31922,
 * as it would be at the carrier. A query string is dropped, as the carrier drops it.
 */
export function checkSocketAddress(written: string): AddressCheck {
  if (!URL.canParse(written))
    return { ok: false, code: 31_923, message: "Stream URL is not an address" };
  const url = new URL(written);
  const secure = url.protocol === "wss:";
  if (!secure && !(url.protocol === "ws:" && LOOPBACK.test(url.hostname))) {
    return { ok: false, code: 31_922, message: "Stream URL must be wss" };
  }
  return { ok: true, url: written.split(/[?#]/, 1)[0] ?? written };
}
