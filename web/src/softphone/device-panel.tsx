import { Mic, Settings2, Volume2 } from "lucide-react";
import { Popover } from "radix-ui";
import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { Button } from "../ui/button.tsx";
import { cx } from "../ui/classes.ts";
import { Icon } from "../ui/icon.tsx";
import { Meter } from "../ui/meter.tsx";
import { useWords } from "../ui/words/words.ts";
import type { WordKey } from "../ui/words/words.ts";
import { lookForDevices, useDevices } from "./devices.ts";
import { openMicrophone } from "./microphone.ts";
import type { OpenMicrophone } from "./microphone.ts";
import { audioSettings } from "./settings.ts";
import { playTestTone } from "./tones.ts";
import "./softphone.css";

/** Microphone, speaker and ringer. `levelInCall` measures the running call, if there is one. */
export function DevicePanel({
  levelInCall,
  tall,
}: {
  levelInCall: (() => number) | null;
  tall: boolean;
}) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        {tall ? (
          <button type="button" className="act">
            <Icon of={Settings2} size={20} />
            {t("devices.open")}
          </button>
        ) : (
          <Button
            size="large"
            icon={Mic}
            className="devices-open"
            aria-label={t("devices.open")}
            title={t("devices.open")}
          />
        )}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={cx("popover", "devices")}
          side="top"
          align="end"
          sideOffset={8}
          collisionPadding={12}
          aria-label={t("devices.title")}
        >
          <h3 className="section-title">{t("devices.title")}</h3>
          <MicrophoneChoice levelInCall={levelInCall} />
          <SpeakerChoice />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function MicrophoneChoice({ levelInCall }: { levelInCall: (() => number) | null }) {
  const { t } = useWords();
  const settings = useStore(audioSettings);
  const { microphones } = useDevices();
  const preview = usePreview(levelInCall === null, settings.microphoneId);
  const level = useLevel(levelInCall ?? preview.level);
  return (
    <>
      <Choice
        id="microphone"
        label="devices.microphone"
        devices={microphones}
        value={settings.microphoneId}
        onChange={(microphoneId) => audioSettings.setState({ microphoneId })}
      />
      {preview.trouble && <p className="devices-trouble">{t("devices.noMicrophone")}</p>}
      <div className="devices-meter">
        <Meter of="operator" label={t("devices.level")} level={level} count={20} hideLabel />
      </div>
      <label className="field-label" htmlFor="gain">
        {t("devices.gain", { percent: Math.round(settings.gain * 100) })}
      </label>
      <input
        id="gain"
        type="range"
        min={0}
        max={200}
        step={5}
        value={Math.round(settings.gain * 100)}
        onChange={(event) => audioSettings.setState({ gain: Number(event.target.value) / 100 })}
      />
    </>
  );
}

function SpeakerChoice() {
  const { t } = useWords();
  const settings = useStore(audioSettings);
  const { speakers } = useDevices();
  return (
    <>
      <Choice
        id="speaker"
        label="devices.speaker"
        devices={speakers}
        value={settings.speakerId}
        onChange={(speakerId) => audioSettings.setState({ speakerId })}
      />
      <Button
        size="small"
        icon={Volume2}
        className="devices-test"
        onClick={() => void playTestTone()}
      >
        {t("devices.test")}
      </Button>
      <Choice
        id="ringer"
        label="devices.ringer"
        devices={speakers}
        value={settings.ringerId}
        onChange={(ringerId) => audioSettings.setState({ ringerId })}
      />
    </>
  );
}

function Choice(props: {
  id: string;
  label: WordKey;
  devices: readonly MediaDeviceInfo[];
  value: string;
  onChange: (id: string) => void;
}) {
  const { t } = useWords();
  const present = props.devices.some((device) => device.deviceId === props.value);
  return (
    <>
      <label className="field-label" htmlFor={`device-${props.id}`}>
        {t(props.label)}
      </label>
      <select
        id={`device-${props.id}`}
        className="field"
        value={present ? props.value : "default"}
        onChange={(event) => props.onChange(event.target.value)}
      >
        <option value="default">{t("devices.default")}</option>
        {props.devices.map((device, index) => (
          <option key={device.deviceId} value={device.deviceId}>
            {device.label === "" ? t("devices.unnamed", { number: index + 1 }) : device.label}
          </option>
        ))}
      </select>
    </>
  );
}

/** Opens the microphone while the panel is open, unless a call has it open already. */
function usePreview(
  wanted: boolean,
  microphoneId: string,
): { level: () => number; trouble: boolean } {
  const [microphone, setMicrophone] = useState<OpenMicrophone | null>(null);
  const [trouble, setTrouble] = useState(false);
  const gain = useStore(audioSettings, (settings) => settings.gain);
  useEffect(() => {
    let current: OpenMicrophone | null = null;
    let over = false;
    if (!wanted) {
      void lookForDevices();
      return;
    }
    openMicrophone().then(
      (opened) => {
        if (over) return opened.close();
        current = opened;
        setMicrophone(opened);
        setTrouble(false);
        // The names of devices are known only from now on.
        void lookForDevices();
      },
      () => setTrouble(true),
    );
    return () => {
      over = true;
      current?.close();
      setMicrophone(null);
    };
  }, [wanted, microphoneId]);
  useEffect(() => microphone?.setGain(gain), [microphone, gain]);
  return { level: () => microphone?.level() ?? 0, trouble };
}

function useLevel(read: () => number): number {
  const [level, setLevel] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setLevel(read()), 80);
    return () => clearInterval(timer);
  });
  return level;
}
