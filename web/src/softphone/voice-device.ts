import type { Call, Device } from "@twilio/voice-sdk";
import type { VoiceToken } from "@patchbay/contracts";
import { meterOf } from "./microphone.ts";
import { audioSettings } from "./settings.ts";
import { sounds } from "./sounds.ts";

/** Round trip and jitter in ms, loss as a fraction, MOS 1–5 (0: unknown). */
export interface LineQuality {
  rttMs: number;
  jitterMs: number;
  lost: number;
  mos: number;
}

export interface LegListener {
  accepted(): void;
  flowing(): void;
  closed(): void;
  failed(): void;
  reconnecting(): void;
  reconnected(): void;
  /** Once a second. */
  quality(sample: LineQuality): void;
}

export interface Leg {
  mute(on: boolean): void;
  sendDigits(digits: string): void;
  drop(): void;
  /** 0–100: how loud the call is here. */
  heard(): number;
}

export interface VoiceDevice {
  connect(ticket: string, sent: MediaStream, listener: LegListener): Promise<Leg>;
  useSpeaker(speakerId: string): Promise<void>;
}

interface Source {
  voiceToken(): Promise<VoiceToken>;
}

/** `chunderw` and `publishEvents` work but are missing from the published options. */
type UnlistedOptions = Device.Options & { chunderw?: string; publishEvents: boolean };

/**
 * Loads the carrier's voice client on first use (48 kB nobody needs to look at a list) and keeps
 * one device per tab. Throws what the network throws; a later call tries again.
 */
export async function openVoiceDevice(
  source: Source,
  signalHost: string | null,
): Promise<VoiceDevice> {
  if (signalHost !== null) {
    // Must run before the client is loaded: it remembers the WebSocket class at import.
    const { rewriteSignalling } = await import("./ws-rewrite.ts");
    rewriteSignalling(signalHost);
  }
  const [{ Device }, token] = await Promise.all([import("@twilio/voice-sdk"), source.voiceToken()]);
  let sending: MediaStream | null = null;
  let newest: RTCPeerConnection | null = null;
  const KnownConnection = new Proxy(RTCPeerConnection, {
    construct: (original, [configuration]: [RTCConfiguration?]) => {
      newest = new original(configuration);
      return newest;
    },
  });

  const options: UnlistedOptions = {
    publishEvents: false,
    sounds,
    allowIncomingWhileBusy: false,
    closeProtection: false,
    enableImprovedSignalingErrorPrecision: true,
    // The simulated carrier waits as long for a signalling socket to come back.
    maxCallSignalingTimeoutMs: 30_000,
    tokenRefreshMs: 60_000,
    logLevel: "silent",
    // The microphone is already open: its permission was asked for while the claim was decided.
    getUserMedia: async () => sending,
    // Shown the default microphone, the client stops its track and asks again whenever a name or a
    // plug changes, the first permission included; our track would be ended in the middle of a call.
    enumerateDevices: async () =>
      (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind !== "audioinput"),
    RTCPeerConnection: KnownConnection,
    ...(signalHost === null ? {} : { chunderw: signalHost }),
  };
  const device = new Device(token.token, options);
  device.on("tokenWillExpire", () => {
    void source.voiceToken().then((fresh) => device.updateToken(fresh.token));
  });
  // Errors of a call arrive on that call; without a listener here the emitter would throw them.
  device.on("error", () => undefined);

  const useSpeaker = async (speakerId: string) => {
    // An unplugged speaker falls back to the system's choice, which is what `default` means.
    await device.audio?.speakerDevices.set(speakerId).catch(() => undefined);
  };
  return {
    useSpeaker,
    connect: async (ticket, sent, listener) => {
      sending = sent;
      const leg = legOf(await device.connect({ params: { ticket } }), listener, () => newest);
      const { speakerId } = audioSettings.getState();
      if (speakerId !== "default") await useSpeaker(speakerId);
      return leg;
    },
  };
}

function legOf(call: Call, listener: LegListener, connection: () => RTCPeerConnection | null): Leg {
  let meter: { level(): number; close(): void } | null = null;
  const flow = () => {
    if (meter !== null) return;
    const remote = call.getRemoteStream();
    if (remote === undefined) return;
    meter = meterOf(remote);
    listener.flowing();
  };
  // The client's own samples come once a second, which is as long as a whole takeover may take.
  const poll = setInterval(() => {
    if (meter !== null) clearInterval(poll);
    else void hasReceived(connection()).then((yes) => yes && flow());
  }, FIRST_SOUND_EVERY_MS);
  const close = () => {
    clearInterval(poll);
    meter?.close();
    listener.closed();
  };
  call.on("accept", () => listener.accepted());
  // `accept` comes even where media never does; only volume or received bytes prove sound.
  call.on("volume", (_input: number, output: number) => {
    if (output > 0) flow();
  });
  call.on("sample", (sample: RtcSample) => {
    if (sample.totals.bytesReceived > 0) flow();
    listener.quality({
      rttMs: sample.rtt,
      jitterMs: sample.jitter,
      lost: sample.packetsLostFraction / 100,
      mos: sample.mos ?? 0,
    });
  });
  call.on("disconnect", close);
  call.on("cancel", close);
  call.on("reject", close);
  call.on("reconnecting", () => listener.reconnecting());
  call.on("reconnected", () => listener.reconnected());
  call.on("error", () => listener.failed());
  return {
    mute: (on) => call.mute(on),
    sendDigits: (digits) => call.sendDigits(digits),
    drop: () => call.disconnect(),
    heard: () => meter?.level() ?? 0,
  };
}

const FIRST_SOUND_EVERY_MS = 80;

async function hasReceived(connection: RTCPeerConnection | null): Promise<boolean> {
  if (connection === null || connection.connectionState === "closed") return false;
  for (const entry of (await connection.getStats()).values()) {
    const { type, bytesReceived } = entry as { type: string; bytesReceived?: number };
    if (type === "inbound-rtp" && (bytesReceived ?? 0) > 0) return true;
  }
  return false;
}

interface RtcSample {
  rtt: number;
  jitter: number;
  mos: number | null;
  packetsLostFraction: number;
  totals: { bytesReceived: number };
}
