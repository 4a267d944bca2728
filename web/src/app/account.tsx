import { LogOut } from "lucide-react";
import { Popover } from "radix-ui";
import { useMe, useNet } from "../net/net.tsx";
import { Button } from "../ui/button.tsx";
import { initials } from "../ui/format.ts";
import { Who } from "../ui/who.tsx";
import { useWords } from "../ui/words/words.ts";
import { LanguageChoice, ThemeChoice } from "./preferences.tsx";

export function Account() {
  const { t } = useWords();
  const { session } = useNet();
  const me = useMe();
  // A name must contain what is written on the button.
  const letters = initials(me.name) ?? "?";
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <button
          type="button"
          className="account"
          aria-label={`${letters} ${t("account.open", { name: me.name })}`}
        >
          <Who kind="operator" size="middle" initials={letters} />
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover account-panel"
          side="bottom"
          align="end"
          sideOffset={8}
          collisionPadding={12}
          aria-label={t("account.title")}
        >
          <div>
            <strong>{me.name}</strong>
            <div className="soft">{me.email}</div>
            <div className="small faint">{t(`role.${me.role}`)}</div>
          </div>
          <LanguageChoice />
          <ThemeChoice />
          <Button icon={LogOut} onClick={() => void session.signOut()}>
            {t("account.signOut")}
          </Button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
