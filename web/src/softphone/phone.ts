import type { Problem, Ticket } from "@patchbay/contracts";

/** How somebody gets into a call. `listenOnly`: joined with a silent track, nothing is sent. */
export type Entry =
  | { by: "takeover"; callId: string; epoch: number }
  | { by: "answer"; callId: string; offerId: string }
  | { by: "rejoin"; callId: string }
  | { by: "dial"; to: string };
export type Voice = "microphone" | "listenOnly";

export type Failure =
  | { kind: "microphone_denied" }
  | { kind: "microphone_missing" }
  | { kind: "no_audio" }
  | { kind: "line" }
  | { kind: "refused"; problem: Problem }
  | { kind: "superseded" }
  | { kind: "reverted" };

export type PhoneState =
  | { at: "idle" }
  | { at: "claiming"; entry: Entry; voice: Voice; since: number; cancelled: boolean }
  | {
      at: "connecting";
      entry: Entry;
      voice: Voice;
      callId: string;
      epoch: number;
      since: number;
      /** The carrier said yes; that is not yet sound. */
      accepted: boolean;
    }
  | {
      at: "live";
      voice: Voice;
      callId: string;
      epoch: number;
      since: number;
      muted: boolean;
      weak: boolean;
    }
  | { at: "ending"; callId: string; epoch: number }
  | { at: "failed"; failure: Failure; entry: Entry | null; callId: string | null };

export type PhoneEvent =
  | { type: "entry.chosen"; entry: Entry; voice: Voice; at: number }
  | { type: "claim.granted"; ticket: Ticket; at: number }
  | { type: "claim.refused"; problem: Problem }
  | { type: "microphone.denied" }
  | { type: "microphone.missing" }
  | { type: "leg.accepted" }
  | { type: "media.flowing"; at: number }
  | { type: "leg.reconnecting" }
  | { type: "leg.reconnected" }
  | { type: "leg.closed" }
  | { type: "leg.failed" }
  | { type: "deadline.passed" }
  | { type: "claim.reverted"; callId: string; epoch: number }
  | { type: "claim.superseded"; callId: string; epoch: number }
  | { type: "mute.toggled" }
  | { type: "hangUp.pressed" }
  | { type: "cancel.pressed" }
  | { type: "call.ended"; callId: string }
  | { type: "failure.dismissed" };

export type PhoneEffect =
  | { do: "claim"; entry: Entry; voice: Voice }
  | { do: "connect"; ticket: string; voice: Voice }
  | { do: "startDeadline"; ms: number }
  | { do: "stopDeadline" }
  | { do: "abandon"; callId: string; epoch: number; reason: "microphone" | "network" | "cancelled" }
  | { do: "mute"; on: boolean }
  | { do: "hangUpCall"; callId: string }
  | { do: "dropLeg" };
