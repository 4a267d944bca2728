import type { RequestHandler } from "express";
import helmet from "helmet";

/** Where the voice client signals at the real carrier (its regions are subdomains). */
const CARRIER_SIGNALLING = ["wss://*.twilio.com", "https://*.twilio.com"];

/**
 * Everything from our own origin, except sign-in (Supabase) and voice signalling. Styles may be
 * inline because toasts and scroll locks insert them at run time; scripts may not.
 */
export function securityHeaders(settings: {
  publicUrl: string;
  supabaseUrl: string;
  voiceSignalHost: string | null;
}): RequestHandler {
  const secure = settings.publicUrl.startsWith("https:");
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:"],
        mediaSrc: ["'self'", "blob:"],
        connectSrc: [
          "'self'",
          new URL(settings.supabaseUrl).origin,
          ...(settings.voiceSignalHost ? [`ws://${settings.voiceSignalHost}`] : CARRIER_SIGNALLING),
        ],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: "no-referrer" },
  });
}
