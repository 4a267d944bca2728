/** Our own addresses as the carrier is given them. */
export function createAddresses(publicUrl: string, workerPublicUrl: string) {
  const base = `${publicUrl}/carrier/twilio`;
  // Media streams know only sockets; http in the setting is taken for its socket twin.
  const sockets = workerPublicUrl.replace(/^http/, "ws");
  return {
    next: (callId: string, step: number) => `${base}/next?call=${callId}&step=${step}`,
    status: (callId: string) => `${base}/status?call=${callId}`,
    conference: (callId: string) => `${base}/conference?call=${callId}`,
    recording: (callId: string) => `${base}/recording?call=${callId}`,
    stream: (callId: string) => `${base}/stream?call=${callId}`,
    transcription: (callId: string) => `${base}/transcription?call=${callId}`,
    hold: (language: string) => `${base}/hold?language=${language}`,
    relaySocket: `${sockets}/relay`,
    forkSocket: `${sockets}/fork`,
    streamSocket: `${sockets}/stream`,
  };
}

/** A fork is stopped by its name, and its callbacks say by it which document started it. */
export const forkName = (callId: string, step: number): string => `fork-${callId}-${step}`;
/** The bot's own two-way stream, which ends with its document. */
export const botStreamName = (callId: string, step: number): string => `bot-${callId}-${step}`;

export type Addresses = ReturnType<typeof createAddresses>;
