import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { LogOut, RotateCw } from "lucide-react";
import { Suspense, lazy, useEffect } from "react";
import { BrowserRouter, Navigate, Route, Routes, useParams } from "react-router";
import { LanguageChoice, ThemeChoice } from "./app/preferences.tsx";
import { Frame } from "./app/frame.tsx";
import { PlugsProvider, useDeskListening, useDeskPhone } from "./app/plugs.tsx";
import { SignIn } from "./auth/sign-in.tsx";
import { Desk } from "./desk/desk.tsx";
import { NetProvider, SignedIn, useNet, useSignedIn } from "./net/net.tsx";
import type { Net } from "./net/net.tsx";
import { RefusedError } from "./net/rest.ts";
import { Button } from "./ui/button.tsx";
import { Empty, LoadingRows } from "./ui/empty.tsx";
import { problemWords } from "./ui/problem-words.ts";
import { Toaster } from "./ui/toaster.tsx";
import { useWords } from "./ui/words/words.ts";

const HistoryPage = lazy(() =>
  import("./history/history-page.tsx").then((m) => ({ default: m.HistoryPage })),
);
const CallPage = lazy(() =>
  import("./history/call-page.tsx").then((m) => ({ default: m.CallPage })),
);
const RequestsPage = lazy(() =>
  import("./requests/requests-page.tsx").then((m) => ({ default: m.RequestsPage })),
);
const LivePage = lazy(() => import("./live/live-page.tsx").then((m) => ({ default: m.LivePage })));

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A refusal stays a refusal; only a missing answer is worth asking again.
      retry: (count, error) => !(error instanceof RefusedError) && count < 2,
    },
  },
});

export function App({ net }: { net: Net }) {
  const { t } = useWords();
  return (
    <NetProvider net={net}>
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <Entrance />
        </BrowserRouter>
        <Toaster label={t("toast.label")} />
      </QueryClientProvider>
    </NetProvider>
  );
}

function Entrance() {
  const signedIn = useSignedIn();
  const { rest, session } = useNet();
  const { t } = useWords();
  const me = useQuery({
    queryKey: ["me"],
    queryFn: () => rest.me(),
    enabled: signedIn,
    staleTime: Infinity,
  });
  useEffect(() => {
    // The next person in this tab must not see what the last one had loaded.
    if (!signedIn) queries.clear();
  }, [signedIn]);
  if (!signedIn) {
    return (
      <SignIn
        preferences={
          <>
            <LanguageChoice />
            <ThemeChoice />
          </>
        }
      />
    );
  }
  if (me.isError) {
    return (
      <Empty
        title={t("start.failed")}
        actions={
          <>
            <Button kind="primary" icon={RotateCw} onClick={() => void me.refetch()}>
              {t("start.again")}
            </Button>
            <Button icon={LogOut} onClick={() => void session.signOut()}>
              {t("account.signOut")}
            </Button>
          </>
        }
      >
        {me.error instanceof RefusedError
          ? problemWords(me.error.problem, t)
          : t("start.unreachable")}
      </Empty>
    );
  }
  if (me.data === undefined) return <LoadingRows label={t("start.loading")} />;
  return (
    <SignedIn me={me.data}>
      <PlugsProvider>
        <Rooms />
      </PlugsProvider>
    </SignedIn>
  );
}

function Rooms() {
  const { t } = useWords();
  const waiting = <LoadingRows label={t("start.loading")} />;
  return (
    <Routes>
      <Route element={<Frame />}>
        <Route path="/telephony/:callId?" element={<Telephony />} />
        <Route
          path="/live"
          element={
            <Suspense fallback={waiting}>
              <Live />
            </Suspense>
          }
        />
        <Route
          path="/history"
          element={
            <Suspense fallback={waiting}>
              <HistoryPage />
            </Suspense>
          }
        />
        <Route
          path="/history/:callId"
          element={
            <Suspense fallback={waiting}>
              <CallPage />
            </Suspense>
          }
        />
        <Route
          path="/requests"
          element={
            <Suspense fallback={waiting}>
              <RequestsPage />
            </Suspense>
          }
        />
        <Route path="*" element={<Navigate to="/telephony" replace />} />
      </Route>
    </Routes>
  );
}

function Telephony() {
  const { callId } = useParams();
  return <Desk callId={callId ?? null} phone={useDeskPhone()} listening={useDeskListening()} />;
}

function Live() {
  return <LivePage listening={useDeskListening()} />;
}
