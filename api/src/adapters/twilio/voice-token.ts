import twilio from "twilio";
import type { VoiceToken } from "@patchbay/contracts";
import { voiceIdentity } from "../../domain/voice-identity.ts";

/** Renewed by the console before it ends; a stolen one is worth an hour of ringing nobody: joining takes a ticket. */
const LIFE_SECONDS = 3600;

/** An access token for the browser voice client: outgoing through our TwiML App only; ringing goes over our own socket. */
export function createVoiceTokens(settings: {
  accountSid: string;
  apiKeySid: string;
  apiKeySecret: string;
  twimlAppSid: string;
}): (userId: string) => VoiceToken {
  const { AccessToken } = twilio.jwt;
  return (userId) => {
    const identity = voiceIdentity(userId);
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
