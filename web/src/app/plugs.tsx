import type { Entry, PhoneState } from "../softphone/phone.ts";
import { createContext, useContext, useEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";
import { useStore } from "zustand";
import type { DeskListening, DeskPhone } from "../desk/ports.ts";
import { createListener } from "../listen/listener.ts";
import type { Listener } from "../listen/listener.ts";
import { useNet } from "../net/net.tsx";
import { DevicePanel } from "../softphone/device-panel.tsx";
import { watchDevices } from "../softphone/devices.ts";
import { createSoftphone } from "../softphone/softphone.ts";
import type { Softphone } from "../softphone/softphone.ts";
import { audioSettings } from "../softphone/settings.ts";
import { Trouble } from "../softphone/trouble.tsx";
import { problemWords } from "../ui/problem-words.ts";
import { toast } from "../ui/toaster.tsx";
import { useWords } from "../ui/words/words.ts";

/* Features do not know one another: here the telephone and the listener are plugged into them. */

interface Plugs {
  softphone: Softphone;
  listener: Listener;
}

const PlugsContext = createContext<Plugs | null>(null);

export function PlugsProvider({ children }: { children: ReactNode }) {
  const { link, rest, config } = useNet();
  const [plugs] = useState(() => ({
    softphone: createSoftphone({ link, rest, signalHost: config.voiceSignalHost }),
    listener: createListener(link),
  }));
  useEffect(() => {
    // Who speaks in a call hears it there; a second copy in the ear would be an echo.
    return plugs.softphone.state.subscribe((state) => {
      if (state.at === "connecting" || state.at === "live") plugs.listener.stop();
    });
  }, [plugs]);
  useUnpluggedToast();
  return <PlugsContext value={plugs}>{children}</PlugsContext>;
}

export function usePlugs(): Plugs {
  const plugs = useContext(PlugsContext);
  if (plugs === null) throw new Error("usePlugs outside of PlugsProvider");
  return plugs;
}

export function useDeskPhone(): DeskPhone {
  const { softphone } = usePlugs();
  const { listener } = usePlugs();
  const state = useStore(softphone.state);
  return useMemo(() => {
    const enter = (entry: Entry) => {
      listener.stop();
      softphone.enter(entry, "microphone");
    };
    const inCall = state.at === "live" || state.at === "connecting";
    return {
      stage: state.at,
      callId: callOf(state),
      muted: state.at === "live" && state.muted,
      weak: state.at === "live" && state.weak,
      listenOnly: state.at === "live" && state.voice === "listenOnly",
      trouble: state.at === "failed" && (
        <Trouble
          failure={state.failure}
          entry={state.entry}
          onDismiss={softphone.dismiss}
          onRetry={(voice) => state.entry !== null && softphone.enter(state.entry, voice)}
        />
      ),
      devices: (
        <DevicePanel
          tall={state.at === "live" || state.at === "ending"}
          levelInCall={inCall ? () => softphone.levels().sent : null}
        />
      ),
      levels: softphone.levels,
      prepare: softphone.prepare,
      takeOver: (callId, epoch) => enter({ by: "takeover", callId, epoch }),
      answer: (callId, offerId) => enter({ by: "answer", callId, offerId }),
      rejoin: (callId) => enter({ by: "rejoin", callId }),
      dial: (to) => enter({ by: "dial", to }),
      cancel: softphone.cancel,
      toggleMute: softphone.toggleMute,
      sendDigits: softphone.sendDigits,
      hangUp: softphone.hangUp,
    };
  }, [softphone, listener, state]);
}

export function useDeskListening(): DeskListening {
  const { listener } = usePlugs();
  const { t } = useWords();
  const { callId, volume, refusal } = useStore(listener.state);
  useEffect(() => {
    if (refusal !== null) toast.error(problemWords(refusal, t));
  }, [refusal, t]);
  return useMemo(
    () => ({
      callId,
      volume,
      setVolume: listener.setVolume,
      start: (id) => void listener.start(id),
      stop: listener.stop,
    }),
    [listener, callId, volume],
  );
}

function callOf(state: PhoneState): string | null {
  if (state.at === "claiming") return state.entry.by === "dial" ? null : state.entry.callId;
  return "callId" in state ? state.callId : null;
}

function useUnpluggedToast(): void {
  const { t } = useWords();
  useEffect(
    () =>
      watchDevices((before, now) => {
        const { microphoneId, speakerId } = audioSettings.getState();
        for (const [id, was, is] of [
          [microphoneId, before.microphones, now.microphones],
          [speakerId, before.speakers, now.speakers],
        ] as const) {
          const gone = was.find((device) => device.deviceId === id);
          if (gone === undefined || is.some((device) => device.deviceId === id)) continue;
          toast.warning(t("devices.unplugged", { name: gone.label }), {
            description: t("devices.fallback"),
          });
        }
      }),
    [t],
  );
}
