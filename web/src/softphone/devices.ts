import { useSyncExternalStore } from "react";

export interface Devices {
  microphones: readonly MediaDeviceInfo[];
  speakers: readonly MediaDeviceInfo[];
  /** Browsers hide the names until the microphone was allowed once. */
  named: boolean;
}

let known: Devices = { microphones: [], speakers: [], named: false };
const watchers = new Set<() => void>();

export async function lookForDevices(): Promise<Devices> {
  const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  const real = all.filter(
    (device) => device.deviceId !== "default" && device.deviceId !== "communications",
  );
  known = {
    microphones: real.filter((device) => device.kind === "audioinput"),
    speakers: real.filter((device) => device.kind === "audiooutput"),
    named: all.some((device) => device.label !== ""),
  };
  for (const tell of watchers) tell();
  return known;
}

/** Told when something is plugged in or pulled out; returns the way to stop. */
export function watchDevices(changed: (before: Devices, now: Devices) => void): () => void {
  const listen = () => {
    const before = known;
    void lookForDevices().then((now) => changed(before, now));
  };
  navigator.mediaDevices?.addEventListener("devicechange", listen);
  return () => navigator.mediaDevices?.removeEventListener("devicechange", listen);
}

export function useDevices(): Devices {
  return useSyncExternalStore(
    (tell) => {
      watchers.add(tell);
      return () => watchers.delete(tell);
    },
    () => known,
  );
}
