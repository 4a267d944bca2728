import twilio from "twilio";
import { CarrierError, type Carrier } from "../../ports.ts";
import type { MediaTokens } from "../media-token.ts";
import { forkName, type Addresses } from "./addresses.ts";

/** The carrier's REST answers within this time, or it is not there. */
const PATIENCE_MS = 5000;
/** "Call is not in-progress": not a failure, the call is over. */
const OVER = new Set([21220, 20404]);

export interface CarrierSettings {
  accountSid: string;
  apiKeySid: string;
  apiKeySecret: string;
  /** Where its REST is, when it is not at the vendor's. */
  apiBaseUrl: string | null;
}

/** Twilio's REST behind our port. A call that is over answers as `ended`, whichever way it says so. */
export function createCarrier(
  settings: CarrierSettings,
  deps: { addresses: Addresses; tokens: MediaTokens },
): Carrier {
  const { addresses, tokens } = deps;
  const client = twilio(settings.apiKeySid, settings.apiKeySecret, {
    accountSid: settings.accountSid,
    autoRetry: false,
    httpClient: new twilio.RequestClient({ timeout: PATIENCE_MS, keepAlive: true }),
  });
  if (settings.apiBaseUrl !== null) client.api.baseUrl = settings.apiBaseUrl;

  async function told<T>(what: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      throw errorOf(what, cause);
    }
  }

  /** Participants are addressed by the conference's sid; only a running one has any. */
  async function conferenceSid(name: string): Promise<string | undefined> {
    const [found] = await client.conferences.list({
      friendlyName: name,
      status: "in-progress",
      limit: 1,
    });
    if (found !== undefined) return found.sid;
    // One participant alone waits in a conference that has not begun.
    const [waiting] = await client.conferences.list({
      friendlyName: name,
      status: "init",
      limit: 1,
    });
    return waiting?.sid;
  }

  return {
    redirect: (sid, callId, step) =>
      told("redirect", async () => {
        await client.calls(sid).update({ url: addresses.next(callId, step), method: "POST" });
      }),
    endLeg: (sid) =>
      told("end a leg", async () => {
        await client.calls(sid).update({ status: "completed" });
      }),
    leg: (sid) =>
      told("look at a leg", async () => {
        const call = await client.calls(sid).fetch();
        const seconds = Number.parseInt(call.duration, 10);
        return { status: call.status, durationSeconds: Number.isNaN(seconds) ? null : seconds };
      }).catch((error: unknown) => {
        if (error instanceof CarrierError && error.kind === "ended") return undefined;
        throw error;
      }),
    participants: (conference) =>
      told("list participants", async () => {
        const sid = await conferenceSid(conference);
        if (sid === undefined) return [];
        const there = await client.conferences(sid).participants.list({ limit: 20 });
        return there.map(({ callSid, label }) => ({ sid: callSid, label: label ?? null }));
      }),
    dial: (wanted) =>
      told("dial", async () => {
        const participant = await client.conferences(wanted.conference).participants.create({
          to: wanted.to,
          from: wanted.from,
          label: wanted.label,
          beep: "false",
          earlyMedia: true,
          startConferenceOnEnter: true,
          endConferenceOnExit: true,
          timeout: 45,
          statusCallback: addresses.status(wanted.callId),
          statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
          conferenceStatusCallback: addresses.conference(wanted.callId),
          conferenceStatusCallbackEvent: ["start", "end", "join", "leave", "hold"],
        });
        return participant.callSid;
      }),
    hold: (conference, sid, on, language) =>
      told(on ? "hold" : "unhold", async () => {
        const room = await conferenceSid(conference);
        if (room === undefined) throw new CarrierError("ended", "the conference is over");
        await client
          .conferences(room)
          .participants(sid)
          .update({ hold: on, holdUrl: addresses.hold(language), holdMethod: "POST" });
      }),
    startRecording: (sid, callId) =>
      told("record", async () => {
        const running = await client.calls(sid).recordings.list({ limit: 20 });
        const known = running.find(({ status }) => status === "in-progress" || status === "paused");
        if (known !== undefined) return known.sid;
        const recording = await client.calls(sid).recordings.create({
          recordingChannels: "dual",
          // Cutting silence would shift the recording against the transcript.
          trim: "do-not-trim",
          recordingStatusCallback: addresses.recording(callId),
          recordingStatusCallbackEvent: ["in-progress", "completed", "absent"],
        });
        return recording.sid;
      }),
    startTranscription: (sid, wanted) =>
      told("transcribe", async () => {
        await client.calls(sid).transcriptions.create({
          name: wanted.name,
          statusCallbackUrl: addresses.transcription(wanted.callId),
          languageCode: wanted.language,
          track: "both_tracks",
          inboundTrackLabel: "caller",
          outboundTrackLabel: "operator",
          partialResults: true,
          enableAutomaticPunctuation: true,
        });
      }),
    startFork: (sid, wanted) =>
      told("fork", async () => {
        const token = await tokens.sign({ ...wanted, purpose: "fork" });
        await client.calls(sid).streams.create({
          url: addresses.forkSocket,
          name: forkName(wanted.callId, wanted.step),
          track: "both_tracks",
          statusCallback: addresses.stream(wanted.callId),
          "parameter1.name": "token",
          "parameter1.value": token,
        });
      }),
    isThere: async () => {
      try {
        await client.api.v2010.accounts(settings.accountSid).calls.list({ limit: 1, pageSize: 1 });
        return true;
      } catch (cause) {
        return errorOf("look", cause).kind !== "unreachable";
      }
    },
  };
}

function errorOf(what: string, cause: unknown): CarrierError {
  if (cause instanceof CarrierError) return cause;
  const status = numberIn(cause, "status");
  const code = numberIn(cause, "code");
  // The vendor's message may quote numbers; only its codes are passed on.
  const said = `${what}: ${status ?? "no answer"}${code === undefined ? "" : ` (${code})`}`;
  if (OVER.has(code ?? 0) || status === 404) return new CarrierError("ended", said);
  const isBusy = status === undefined || status === 429 || status >= 500;
  return new CarrierError(isBusy ? "unreachable" : "refused", said);
}

function numberIn(value: unknown, key: string): number | undefined {
  if (typeof value !== "object" || value === null || !(key in value)) return undefined;
  const found: unknown = Reflect.get(value, key);
  return typeof found === "number" ? found : undefined;
}
