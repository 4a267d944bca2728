import { createStore } from "zustand/vanilla";
import type { StoreApi } from "zustand/vanilla";
import type { Link } from "../net/socket.ts";
import type { Rest } from "../net/rest.ts";
import { MicrophoneError, openMicrophone, silentStream } from "./microphone.ts";
import type { OpenMicrophone } from "./microphone.ts";
import { transition } from "./model.ts";
import type { Entry, PhoneEffect, PhoneEvent, PhoneState, Voice } from "./phone.ts";
import { audioSettings } from "./settings.ts";
import { openVoiceDevice } from "./voice-device.ts";
import type { Leg, LineQuality, VoiceDevice } from "./voice-device.ts";

export interface Softphone {
  state: StoreApi<PhoneState>;
  quality: StoreApi<LineQuality | null>;
  /** Loads the voice client ahead of its first use. */
  prepare(): void;
  enter(entry: Entry, voice: Voice): void;
  cancel(): void;
  toggleMute(): void;
  sendDigits(digits: string): void;
  hangUp(): void;
  dismiss(): void;
  /** 0–100. */
  levels(): { sent: number; heard: number };
}

interface Wires {
  link: Link;
  rest: Pick<Rest, "voiceToken">;
  signalHost: string | null;
}

/** Runs the machine of model.ts: keeps the state, performs the effects, feeds back what happens. */
export function createSoftphone({ link, rest, signalHost }: Wires): Softphone {
  const state = createStore<PhoneState>(() => ({ at: "idle" }));
  const quality = createStore<LineQuality | null>(() => null);
  let device: Promise<VoiceDevice> | null = null;
  let microphone: OpenMicrophone | null = null;
  let leg: Leg | null = null;
  let deadline: ReturnType<typeof setTimeout> | null = null;
  /** Results of an earlier attempt must not touch a later one. */
  let attempt = 0;

  function send(event: PhoneEvent): void {
    const step = transition(state.getState(), event);
    state.setState(step.state, true);
    for (const effect of step.effects) perform(effect);
    if (step.state.at === "idle" || step.state.at === "failed") release();
  }

  function openDevice(): Promise<VoiceDevice> {
    device ??= openVoiceDevice(rest, signalHost).catch((error: unknown) => {
      device = null;
      throw error;
    });
    return device;
  }

  function release(): void {
    microphone?.close();
    microphone = null;
    quality.setState(null, true);
  }

  async function claim(entry: Entry, voice: Voice): Promise<void> {
    const mine = ++attempt;
    openDevice().catch(() => undefined);
    const proof = voice === "microphone" ? proveMicrophone(mine) : Promise.resolve();
    const answer = await order(entry);
    if (!answer.ok) {
      if (mine === attempt) send({ type: "claim.refused", problem: answer.problem });
      return;
    }
    await proof;
    // A state that failed meanwhile gives the claim back from the same event.
    send({ type: "claim.granted", ticket: answer.data, at: Date.now() });
  }

  async function proveMicrophone(mine: number): Promise<void> {
    try {
      const opened = await openMicrophone();
      if (mine === attempt && state.getState().at !== "idle") microphone = opened;
      else opened.close();
    } catch (error) {
      if (mine !== attempt) return;
      const denied = error instanceof MicrophoneError && error.reason === "denied";
      send({ type: denied ? "microphone.denied" : "microphone.missing" });
    }
  }

  function order(entry: Entry) {
    switch (entry.by) {
      case "takeover":
        return link.command("call.takeover", { callId: entry.callId, epoch: entry.epoch });
      case "answer":
        return link.command("call.answer", { callId: entry.callId, offerId: entry.offerId });
      case "rejoin":
        return link.command("call.rejoin", { callId: entry.callId });
      case "dial":
        return link.command("call.dial", { to: entry.to });
    }
  }

  async function connect(ticket: string, voice: Voice): Promise<void> {
    const mine = attempt;
    const during = (event: PhoneEvent) => {
      if (mine === attempt) send(event);
    };
    try {
      const stream = voice === "listenOnly" ? silentStream() : microphone?.stream;
      if (stream === undefined) return during({ type: "microphone.missing" });
      const opened = await (
        await openDevice()
      ).connect(ticket, stream, {
        accepted: () => during({ type: "leg.accepted" }),
        flowing: () => during({ type: "media.flowing", at: Date.now() }),
        closed: () => during({ type: "leg.closed" }),
        failed: () => during({ type: "leg.failed" }),
        reconnecting: () => during({ type: "leg.reconnecting" }),
        reconnected: () => during({ type: "leg.reconnected" }),
        quality: (sample) => {
          if (mine === attempt) quality.setState(sample, true);
        },
      });
      if (mine === attempt && state.getState().at === "connecting") leg = opened;
      else opened.drop();
    } catch {
      during({ type: "leg.failed" });
    }
  }

  function perform(effect: PhoneEffect): void {
    switch (effect.do) {
      case "claim":
        void claim(effect.entry, effect.voice);
        return;
      case "connect":
        void connect(effect.ticket, effect.voice);
        return;
      case "startDeadline":
        deadline = setTimeout(() => send({ type: "deadline.passed" }), effect.ms);
        return;
      case "stopDeadline":
        if (deadline !== null) clearTimeout(deadline);
        deadline = null;
        return;
      case "abandon": {
        const { callId, epoch, reason } = effect;
        void link.command("call.abandonClaim", { callId, epoch, reason });
        return;
      }
      case "mute":
        leg?.mute(effect.on);
        return;
      case "hangUpCall":
        void hangUpCall(effect.callId);
        return;
      case "dropLeg":
        leg?.drop();
        leg = null;
    }
  }

  async function hangUpCall(callId: string): Promise<void> {
    await link.command("call.hangUp", { callId });
    // Whether or not the api could be reached, this person's microphone leaves the call.
    leg?.drop();
    leg = null;
    send({ type: "leg.closed" });
  }

  link.on("leg.changed", ({ callId, epoch, state: change }) => {
    if (change === "reverted") send({ type: "claim.reverted", callId, epoch });
    if (change === "superseded") send({ type: "claim.superseded", callId, epoch });
  });
  link.on("call.event", (event) => {
    if (event.type !== "call.changed" && event.type !== "baton.moved") return;
    if (event.call.status === "ended") send({ type: "call.ended", callId: event.callId });
  });
  audioSettings.subscribe((now, before) => {
    if (now.gain !== before.gain) microphone?.setGain(now.gain);
    if (now.microphoneId !== before.microphoneId) {
      microphone?.change(now.microphoneId).catch(() => undefined);
    }
    if (now.speakerId !== before.speakerId && device !== null) {
      void device.then((opened) => opened.useSpeaker(now.speakerId));
    }
  });

  return {
    state,
    quality,
    prepare: () => {
      openDevice().catch(() => undefined);
    },
    enter: (entry, voice) => send({ type: "entry.chosen", entry, voice, at: Date.now() }),
    cancel: () => send({ type: "cancel.pressed" }),
    toggleMute: () => send({ type: "mute.toggled" }),
    sendDigits: (digits) => leg?.sendDigits(digits),
    hangUp: () => send({ type: "hangUp.pressed" }),
    dismiss: () => send({ type: "failure.dismissed" }),
    levels: () => ({ sent: microphone?.level() ?? 0, heard: leg?.heard() ?? 0 }),
  };
}
