import type { CallDetail } from "@patchbay/contracts";
import { useQuery } from "@tanstack/react-query";
import { AudioLines } from "lucide-react";
import { useMemo } from "react";
import { Link } from "react-router";
import { useMe, useNet } from "../net/net.tsx";
import { Banner } from "../ui/banner.tsx";
import type { Span } from "../ui/talk/spans.ts";
import { useWords } from "../ui/words/words.ts";
import type { WordKey } from "../ui/words/words.ts";
import { markersOf } from "./player-model.ts";
import { Player } from "./player.tsx";

/** The player, or why there is none. */
export function Recording(props: {
  detail: CallDetail;
  held: readonly Span[];
  endMs: number;
  startMs: number;
  seek: { ms: number; count: number };
  onPosition: (ms: number) => void;
}) {
  const { detail, held, endMs } = props;
  const { t } = useWords();
  const { rest } = useNet();
  const me = useMe();
  const ready = detail.recordings.find((one) => one.status === "ready");
  const playback = useQuery({
    queryKey: ["playback", ready?.id],
    queryFn: () => rest.playback(ready?.id ?? ""),
    enabled: ready !== undefined && me.grants.includes("recordings.play"),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
  const markers = useMemo(() => markersOf(detail.events, endMs), [detail.events, endMs]);
  if (detail.call.status !== "ended") {
    return (
      <Banner
        tone="good"
        icon={AudioLines}
        title={t("call.stillLive")}
        actions={
          <Link className="button is-plain" to={`/telephony/${detail.call.id}`}>
            {t("call.watchLive")}
          </Link>
        }
      />
    );
  }
  if (ready === undefined || playback.isError) {
    return (
      <p className="sheet no-recording soft">
        {t(playback.isError ? "player.failed" : reason(detail))}
      </p>
    );
  }
  if (playback.data === undefined) return <div className="sheet no-recording" aria-busy="true" />;
  const operator = held.find((span) => span.hand === "operator");
  return (
    <Player
      recording={playback.data.recording}
      url={playback.data.url}
      held={held}
      markers={markers}
      utterances={detail.utterances}
      operatorName={operator?.name ?? null}
      startMs={props.startMs}
      seek={props.seek}
      onPosition={props.onPosition}
    />
  );
}

function reason(detail: CallDetail): WordKey {
  if (detail.recordings.some((one) => one.status === "pending")) return "player.pending";
  if (detail.recordings.some((one) => one.status === "erased")) return "player.erased";
  if (detail.recordings.some((one) => one.status === "failed")) return "player.failed";
  return "player.none";
}
