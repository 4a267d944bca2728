import type { ConsoleConfig, Me } from "@patchbay/contracts";
import { createContext, useContext, useEffect, useSyncExternalStore } from "react";
import type { ReactNode } from "react";
import { useStore } from "zustand";
import type { CallState } from "./call-state.ts";
import { createCallStore } from "./call-store.ts";
import type { CallStore, LevelsById } from "./call-store.ts";
import { createRest } from "./rest.ts";
import type { Rest } from "./rest.ts";
import { openSession } from "./session.ts";
import type { Session } from "./session.ts";
import { createLink } from "./socket.ts";
import type { Link, LinkState } from "./socket.ts";

/** Everything that goes over the wire, made once per tab. */
export interface Net {
  config: ConsoleConfig;
  session: Session;
  rest: Rest;
  link: Link;
  store: CallStore;
}

export async function createNet(config: ConsoleConfig): Promise<Net> {
  const session = await openSession(config);
  const link = createLink(session);
  return { config, session, rest: createRest(session), link, store: createCallStore(link) };
}

const NetContext = createContext<Net | null>(null);
const MeContext = createContext<Me | null>(null);

export function NetProvider({ net, children }: { net: Net; children: ReactNode }) {
  return <NetContext value={net}>{children}</NetContext>;
}

/** The line to the api is open while this is mounted. */
export function SignedIn({ me, children }: { me: Me; children: ReactNode }) {
  const { link } = useNet();
  useEffect(() => {
    link.open();
    return () => link.close();
  }, [link]);
  return <MeContext value={me}>{children}</MeContext>;
}

export function useNet(): Net {
  const net = useContext(NetContext);
  if (net === null) throw new Error("useNet outside of NetProvider");
  return net;
}

export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error("useMe outside of SignedIn");
  return me;
}

export function useCalls<T>(select: (state: CallState) => T): T {
  return useStore(useNet().store.calls, select);
}

export function useLevels<T>(select: (levels: LevelsById) => T): T {
  return useStore(useNet().store.levels, select);
}

export function useLinkState(): LinkState {
  const { link } = useNet();
  return useSyncExternalStore(link.onState, link.state);
}

export function useSignedIn(): boolean {
  const { session } = useNet();
  return useSyncExternalStore(session.onChange, session.signedIn);
}
