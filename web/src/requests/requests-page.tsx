import { requestStatus } from "@patchbay/contracts";
import type { RequestStatus } from "@patchbay/contracts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useSearchParams } from "react-router";
import { useNet } from "../net/net.tsx";
import { RefusedError } from "../net/rest.ts";
import { Button } from "../ui/button.tsx";
import { cx } from "../ui/classes.ts";
import { Empty, LoadingRows, ToTelephony } from "../ui/empty.tsx";
import { problemWords } from "../ui/problem-words.ts";
import { useWords } from "../ui/words/words.ts";
import { RequestRow } from "./request-row.tsx";
import "./requests.css";

export function RequestsPage() {
  const { t } = useWords();
  const { rest } = useNet();
  const [search, setSearch] = useSearchParams();
  const status = statusOf(search.get("status"));
  const pages = useInfiniteQuery({
    queryKey: ["requests", status],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: "50" });
      if (status !== null) query.set("status", status);
      if (pageParam !== null) query.set("cursor", pageParam);
      return rest.requests(query);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const requests = pages.data?.pages.flatMap((page) => page.requests) ?? [];
  return (
    <main className="page">
      <div className="page-head">
        <h1 className="title">{t("request.title")}</h1>
        <span className="grow" />
        <div className="status-tabs" role="group" aria-label={t("request.status")}>
          {[null, ...requestStatus.options].map((one) => (
            <button
              key={one ?? "all"}
              type="button"
              className={cx("tab", one === status && "is-on")}
              data-state={one === status ? "active" : "inactive"}
              aria-pressed={one === status}
              onClick={() => setSearch(one === null ? {} : { status: one }, { replace: true })}
            >
              {t(`requestStatus.${one ?? "all"}`)}
            </button>
          ))}
        </div>
      </div>
      <div className="sheet">
        {pages.isPending && <LoadingRows label={t("request.loading")} rows={6} />}
        {pages.isError && (
          <Empty
            title={t("request.failed")}
            actions={
              <Button kind="primary" icon={RotateCw} onClick={() => void pages.refetch()}>
                {t("start.again")}
              </Button>
            }
          >
            {pages.error instanceof RefusedError
              ? problemWords(pages.error.problem, t)
              : t("problem.unreachable")}
          </Empty>
        )}
        {pages.isSuccess && requests.length === 0 && (
          <Empty
            art={status === null}
            title={t(status === null ? "request.none" : "request.noneMatch")}
            {...(status === null && { actions: <ToTelephony /> })}
          >
            {status === null ? t("request.noneText") : undefined}
          </Empty>
        )}
        {requests.length > 0 && (
          <ul className="request-rows" aria-label={t("request.title")}>
            {requests.map((request) => (
              <RequestRow key={request.id} request={request} />
            ))}
          </ul>
        )}
      </div>
      {pages.hasNextPage && (
        <div className="requests-more">
          <Button disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t("history.more")}
          </Button>
        </div>
      )}
    </main>
  );
}

function statusOf(text: string | null): RequestStatus | null {
  const read = requestStatus.safeParse(text);
  return read.success ? read.data : null;
}
