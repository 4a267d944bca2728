import { Grid3x3, Phone } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { useTelephone } from "../ui/telephone.ts";
import { useWords } from "../ui/words/words.ts";
import { Keypad } from "./keypad.tsx";
import type { DeskPhone } from "./ports.ts";

/** Types or taps a number and calls it; the api decides what may be dialled. */
export function Dial({ phone, disabled }: { phone: DeskPhone; disabled: boolean }) {
  const { t } = useWords();
  const { asTyped, complete, country } = useTelephone();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const number = complete(text);
  const region = country(text);
  const call = () => {
    setOpen(false);
    // Incomplete numbers go to the api as well: it knows better why one cannot be called.
    phone.dial(number ?? text);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button icon={Grid3x3} disabled={disabled} onPointerEnter={() => phone.prepare()}>
          {t("dial.open")}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover dial"
          side="top"
          align="start"
          sideOffset={8}
          collisionPadding={12}
          aria-label={t("dial.title")}
        >
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (text.trim() !== "") call();
            }}
          >
            <label className="field-label" htmlFor="dial-number">
              {t("dial.number")}
            </label>
            <input
              id="dial-number"
              className="field dial-number"
              type="tel"
              inputMode="tel"
              autoComplete="off"
              placeholder="+49 30 901820"
              value={text}
              maxLength={32}
              onChange={(event) => setText(asTyped(event.target.value))}
            />
            <p className="dial-note" aria-live="polite">
              {text === ""
                ? t("dial.international")
                : number === null
                  ? t("dial.incomplete")
                  : regionName(region)}
            </p>
            <Keypad onKey={(key) => setText((before) => asTyped(before + key))} plus />
            <Button
              kind="primary"
              size="large"
              icon={Phone}
              type="submit"
              className="dial-go"
              disabled={text.trim() === ""}
            >
              {t("dial.call")}
            </Button>
          </form>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function regionName(region: string | null): string {
  if (region === null) return " ";
  return (
    new Intl.DisplayNames(document.documentElement.lang, { type: "region" }).of(region) ?? region
  );
}
