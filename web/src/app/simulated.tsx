import { FlaskConical } from "lucide-react";
import { Popover } from "radix-ui";
import { useNet } from "../net/net.tsx";
import { Icon } from "../ui/icon.tsx";
import { useWords } from "../ui/words/words.ts";

/** What is not real here, and which setting would make it real. */
export function Simulated() {
  const { config } = useNet();
  const { t } = useWords();
  if (config.simulated.length === 0) return null;
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <button
          type="button"
          className="chip is-dashed status-chip"
          aria-label={t("simulated.badge")}
        >
          <Icon of={FlaskConical} size={14} />
          <span className="status-word">{t("simulated.badge")}</span>
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover simulated"
          side="bottom"
          align="end"
          sideOffset={8}
          collisionPadding={12}
          aria-label={t("simulated.title")}
        >
          <h3 className="section-title">{t("simulated.title")}</h3>
          {config.simulated.map((one) => (
            <section key={one.part}>
              <h4>{t(`simulated.${one.part}`)}</h4>
              <p>{one.standIn}</p>
              <p className="soft">{one.change}</p>
              <p className="small faint">
                {t("simulated.settings")} {one.settings.join(", ")}
              </p>
            </section>
          ))}
          {config.boothUrl !== null && (
            <a className="text-link" href={config.boothUrl} target="_blank" rel="noreferrer">
              {t("desk.booth")}
            </a>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
