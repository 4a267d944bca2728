import { Database, Hash, Info, MicOff, Pause, Play, TriangleAlert } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { CallEvent } from "@patchbay/contracts";
import { cx } from "../classes.ts";
import { Icon } from "../icon.tsx";
import { useWords } from "../words/words.ts";
import { eventWords } from "./event-words.ts";

/** A line for something that happened, in the words of the timeline. */
export function Happened({ event, selfName }: { event: CallEvent; selfName: string | null }) {
  const { t, locale } = useWords();
  const words = eventWords(event, t, locale, selfName);
  if (words === null) return null;
  return (
    <div className={cx("line-event", event.type === "request.saved" && "is-boxed")}>
      {event.type !== "baton.moved" && <Icon of={iconOf(event)} size={14} />}
      <span>
        <b>{words.title}</b>
        {words.detail !== null && ` · ${words.detail}`}
      </span>
    </div>
  );
}

function iconOf(event: CallEvent): LucideIcon {
  if (event.type === "request.saved") return Database;
  if (event.type !== "noted") return Info;
  switch (event.note) {
    case "held":
      return Pause;
    case "unheld":
      return Play;
    case "digits_pressed":
      return Hash;
    case "not_transcribed":
      return MicOff;
    case "engine_failed":
    case "ears_fell_back":
    case "voice_fell_back":
    case "bot_worker_lost":
    case "operator_reconnecting":
      return TriangleAlert;
    default:
      return Info;
  }
}
