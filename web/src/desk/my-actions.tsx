import type { CallView } from "@patchbay/contracts";
import { Grid3x3, Mic, MicOff, Pause, PhoneOff, Play } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";
import type { ButtonHTMLAttributes, Ref } from "react";
import { useNet } from "../net/net.tsx";
import { cx } from "../ui/classes.ts";
import { Icon } from "../ui/icon.tsx";
import { problemWords } from "../ui/problem-words.ts";
import { altShiftName, useShortcut } from "../ui/shortcut.ts";
import { toast } from "../ui/toaster.tsx";
import { useWords } from "../ui/words/words.ts";
import { Keypad } from "./keypad.tsx";
import type { DeskPhone } from "./ports.ts";

/** The buttons of somebody who is in the call. Hang up stands apart and on no single key. */
export function MyActions({ call, phone }: { call: CallView; phone: DeskPhone }) {
  const { t } = useWords();
  const { link } = useNet();
  const [holding, setHolding] = useState(false);
  const [digits, setDigits] = useState("");
  const toggleHold = async () => {
    setHolding(true);
    const answer = await link.command("call.hold", { callId: call.id, on: !call.onHold });
    setHolding(false);
    if (!answer.ok) toast.error(problemWords(answer.problem, t));
  };
  const canMute = !phone.listenOnly && phone.stage === "live";
  useShortcut("M", canMute ? phone.toggleMute : null);
  useShortcut("H", holding ? null : () => void toggleHold());
  return (
    <div className="acts">
      <Act
        icon={phone.muted ? MicOff : Mic}
        word={t(phone.muted ? "act.unmute" : "act.mute")}
        pressed={phone.muted}
        disabled={!canMute}
        keys={altShiftName("M")}
        onClick={phone.toggleMute}
      />
      <Act
        icon={call.onHold ? Play : Pause}
        word={t(call.onHold ? "act.unhold" : "act.hold")}
        pressed={call.onHold}
        disabled={holding}
        keys={altShiftName("H")}
        onClick={() => void toggleHold()}
      />
      <Popover.Root>
        <Popover.Trigger asChild>
          <Act icon={Grid3x3} word={t("act.keypad")} />
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            className="popover dial"
            side="top"
            sideOffset={8}
            collisionPadding={12}
            aria-label={t("act.keypad")}
          >
            <output className="dial-number is-sent" aria-label={t("act.keypadSent")}>
              {digits === "" ? " " : digits}
            </output>
            <Keypad
              onKey={(key) => {
                setDigits((before) => (before + key).slice(-24));
                phone.sendDigits(key);
              }}
            />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      {phone.devices}
      <Act
        icon={PhoneOff}
        word={t("act.hangUp")}
        danger
        disabled={phone.stage === "ending"}
        onClick={phone.hangUp}
      />
    </div>
  );
}

interface ActProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: LucideIcon;
  word: string;
  pressed?: boolean;
  danger?: boolean;
  keys?: string;
  ref?: Ref<HTMLButtonElement>;
}

function Act({ icon, word, pressed, danger = false, keys, ...rest }: ActProps) {
  return (
    <button
      type="button"
      className={cx("act", danger && "is-danger", pressed === true && "is-on")}
      aria-keyshortcuts={keys}
      {...rest}
    >
      <Icon of={icon} size={20} />
      {word}
    </button>
  );
}
