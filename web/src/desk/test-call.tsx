import { useQuery } from "@tanstack/react-query";
import { ChevronDown, PhoneCall } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";
import { useNet } from "../net/net.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { problemWords } from "../ui/problem-words.ts";
import { toast } from "../ui/toaster.tsx";
import { useWords } from "../ui/words/words.ts";

function usePlaceTestCall(): { placing: boolean; place(personaId?: string): Promise<void> } {
  const { link } = useNet();
  const { t } = useWords();
  const [placing, setPlacing] = useState(false);
  return {
    placing,
    place: async (personaId) => {
      setPlacing(true);
      const answer = await link.command(
        "testCall.place",
        personaId === undefined ? {} : { personaId },
      );
      setPlacing(false);
      if (answer.ok) toast.success(t("testCall.placed"));
      else toast.error(problemWords(answer.problem, t));
    },
  };
}

export function TestCallButton({ primary = false }: { primary?: boolean }) {
  const { t } = useWords();
  const { placing, place } = usePlaceTestCall();
  return (
    <Button
      kind={primary ? "primary" : "plain"}
      icon={PhoneCall}
      className="test-call"
      disabled={placing}
      onClick={() => void place()}
    >
      {t("testCall.place")}
    </Button>
  );
}

/** The same with a choice of who calls. */
export function TestCallChoice() {
  const { t } = useWords();
  const { rest } = useNet();
  const { place } = usePlaceTestCall();
  const [open, setOpen] = useState(false);
  const choices = useQuery({
    queryKey: ["booth"],
    queryFn: () => rest.testCallChoices(),
    enabled: open,
  });
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <IconButton kind="plain" icon={ChevronDown} label={t("testCall.choose")} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover"
          side="top"
          align="end"
          sideOffset={8}
          collisionPadding={12}
          aria-label={t("testCall.choose")}
        >
          <h3 className="section-title">{t("testCall.who")}</h3>
          {choices.isError && <p className="soft">{t("testCall.noChoices")}</p>}
          <ul className="persona-list">
            {(choices.data?.personas ?? []).map((persona) => (
              <li key={persona.id}>
                <button
                  type="button"
                  className="persona"
                  onClick={() => {
                    setOpen(false);
                    void place(persona.id);
                  }}
                >
                  <strong>{persona.name}</strong>
                  <span>{t(`language.${persona.language}`)}</span>
                  <span className="soft">{persona.problem}</span>
                </button>
              </li>
            ))}
          </ul>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
