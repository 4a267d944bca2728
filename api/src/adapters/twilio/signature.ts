import twilio from "twilio";

/**
 * Is this request the carrier's? Its signature is over the address it was given, so ours is
 * built from the public URL in the settings, never from the request's own headers. During a
 * rotation either token will do; the library compares in constant time.
 */
export function isSigned(
  request: { path: string; signature: string | undefined; params: Record<string, string> },
  settings: { publicUrl: string; authTokens: readonly string[] },
): boolean {
  const { signature } = request;
  if (signature === undefined || signature.length > 100) return false;
  const url = `${settings.publicUrl}${request.path}`;
  return settings.authTokens
    .map((token) => twilio.validateRequest(token, signature, url, request.params))
    .includes(true);
}
