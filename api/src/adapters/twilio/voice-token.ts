import twilio from "twilio";
import type { VoiceToken } from "@patchbay/contracts";

/** Renewed by the console before it ends; a stolen one is worth an hour of ringing nobody: joining takes a ticket. */
const LIFE_SECONDS = 3600;

/** The carrier's client identity of a member: letters, digits and underscores only, at most 121 (JS SDK). */
export const identityOf = (userId: string): string => `m_${userId.replaceAll("-", "")}`;

/** undefined for identities we did not make. */
export function userIdOf(identity: string): string | undefined {
  const hex = /^m_([0-9a-f]{32})$/.exec(identity)?.[1];
  return hex?.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** An access token for the browser voice client: outgoing through our TwiML App only; ringing goes over our own socket. */
export function createVoiceTokens(settings: {
  accountSid: string;
  apiKeySid: string;
  apiKeySecret: string;
  twimlAppSid: string;
}): (userId: string) => VoiceToken {
  const { AccessToken } = twilio.jwt;
  return (userId) => {
    const identity = identityOf(userId);
    const token = new AccessToken(settings.accountSid, settings.apiKeySid, settings.apiKeySecret, {
      identity,
      ttl: LIFE_SECONDS,
    });
    token.addGrant(
      new AccessToken.VoiceGrant({
        outgoingApplicationSid: settings.twimlAppSid,
        incomingAllow: false,
      }),
    );
    return {
      token: token.toJwt(),
      identity,
      expiresAt: new Date(Date.now() + LIFE_SECONDS * 1000).toISOString(),
    };
  };
}
