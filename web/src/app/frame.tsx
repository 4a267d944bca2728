import { Activity, ClipboardCheck, History, Phone } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import { useEffect } from "react";
import { NavLink, Outlet, useLocation, useNavigate } from "react-router";
import { useStore } from "zustand";
import { RingCard } from "../desk/ring-card.tsx";
import { useCalls, useMe } from "../net/net.tsx";
import { useRinger } from "../softphone/ringer.ts";
import { personOf } from "../ui/call-words.ts";
import { Icon } from "../ui/icon.tsx";
import { Mark } from "../ui/mark.tsx";
import { useTelephone } from "../ui/telephone.ts";
import { useWords } from "../ui/words/words.ts";
import type { WordKey } from "../ui/words/words.ts";
import { Account } from "./account.tsx";
import { LineChip, ReachChip } from "./presence.tsx";
import { useDeskPhone, usePlugs } from "./plugs.tsx";
import { RejoinBanner } from "./rejoin-banner.tsx";
import { LinkBanner } from "./link-banner.tsx";
import { Simulated } from "./simulated.tsx";
import "./frame.css";

interface Room {
  to: string;
  word: WordKey;
  icon: LucideIcon;
  count?: number;
}

export function Frame() {
  const { t } = useWords();
  const me = useMe();
  const live = useCalls(
    (state) => Object.values(state.calls).filter((c) => c.status !== "ended").length,
  );
  const rooms: Room[] = [
    { to: "/telephony", word: "nav.telephony", icon: Phone },
    ...(me.grants.includes("calls.monitor")
      ? [{ to: "/live", word: "nav.live", icon: Activity, count: live } as const]
      : []),
    { to: "/history", word: "nav.history", icon: History },
    { to: "/requests", word: "nav.requests", icon: ClipboardCheck },
  ];
  useFollowPhone();
  return (
    <div className="frame">
      <header className="top">
        <NavLink className="brand" to="/telephony" aria-label="Patchbay">
          <Mark />
          <span>Patchbay</span>
        </NavLink>
        <span className="divider" />
        <span className="organization cut">{me.organization.name}</span>
        <nav className="top-nav" aria-label={t("nav.label")}>
          {rooms.map((room) => (
            <NavLink key={room.to} to={room.to}>
              {t(room.word)}
              {room.count !== undefined && <span className="count">{room.count}</span>}
            </NavLink>
          ))}
        </nav>
        <span className="grow" />
        <div className="top-status">
          <Simulated />
          <LineChip />
          <ReachChip />
          <span className="divider" />
          <Account />
        </div>
      </header>
      <LinkBanner />
      <RejoinBanner />
      <div className="room">
        <Outlet />
      </div>
      <nav className="tab-bar" aria-label={t("nav.label")}>
        {rooms.map((room) => (
          <NavLink key={room.to} to={room.to}>
            <Icon of={room.icon} size={20} />
            {t(room.word)}
          </NavLink>
        ))}
      </nav>
      <Ringing />
    </div>
  );
}

/** The tone and, outside of the Telephony room, the card itself. */
function Ringing() {
  const { t } = useWords();
  const { show } = useTelephone();
  const phone = useDeskPhone();
  const { pathname } = useLocation();
  const ring = useCalls((state) => state.rings[0]);
  const skewMs = useCalls((state) => state.skewMs);
  const joining =
    phone.stage === "claiming" || phone.stage === "connecting" || phone.stage === "live";
  const person = ring === undefined ? null : personOf(ring.call);
  useRinger(
    ring === undefined || person === null || joining
      ? null
      : {
          offerId: ring.ringing.offerId,
          title: t("ring.title", { name: person.name ?? show(person.number) }),
          text: ring.ringing.brief,
        },
  );
  if (ring === undefined || joining || pathname.startsWith("/telephony")) return null;
  return (
    <div className="floating-ring">
      <RingCard {...ring} skewMs={skewMs} phone={phone} small />
    </div>
  );
}

/** Whoever joins a call is taken to it, wherever the button stood. */
function useFollowPhone(): void {
  const { softphone } = usePlugs();
  const navigate = useNavigate();
  const callId = useStore(softphone.state, (s) => (s.at === "connecting" ? s.callId : null));
  const dialling = useStore(softphone.state, (s) => s.at === "failed" && s.entry?.by === "dial");
  useEffect(() => {
    if (callId !== null) void navigate(`/telephony/${callId}`);
  }, [callId, navigate]);
  useEffect(() => {
    if (dialling) void navigate("/telephony");
  }, [dialling, navigate]);
}
