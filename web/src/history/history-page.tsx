import { useInfiniteQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useSearchParams } from "react-router";
import { useNet } from "../net/net.tsx";
import { RefusedError } from "../net/rest.ts";
import { Button } from "../ui/button.tsx";
import { Empty, LoadingRows, ToTelephony } from "../ui/empty.tsx";
import { problemWords } from "../ui/problem-words.ts";
import { useWords } from "../ui/words/words.ts";
import { FilterBar } from "./filter-bar.tsx";
import { filtersOf, queryOf } from "./filters.ts";
import type { FilterName } from "./filters.ts";
import { PastCalls } from "./past-calls.tsx";
import "./history.css";

/** The api stops counting there. */
const COUNT_CAP = 1_000;

export function HistoryPage() {
  const { t, locale } = useWords();
  const { rest } = useNet();
  const [search, setSearch] = useSearchParams();
  const filters = filtersOf(search);
  const pages = useInfiniteQuery({
    queryKey: ["calls", "history", filters],
    queryFn: ({ pageParam }) => rest.calls(queryOf(filters, pageParam)),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const calls = pages.data?.pages.flatMap((page) => page.calls) ?? [];
  const total = pages.data?.pages[0]?.total ?? 0;
  const filtered = Object.keys(filters).length > 0;
  const change = (name: FilterName, value: string) => {
    const next = new URLSearchParams(search);
    if (value === "") next.delete(name);
    else next.set(name, value);
    // Going back takes back the last choice; a day changes with every digit typed, which is no step.
    const isTyped = name === "from" || name === "to";
    if (next.toString() !== search.toString()) setSearch(next, { replace: isTyped });
  };
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  return (
    <main className="page history">
      <div className="page-head">
        <h1 className="title">{t("history.title")}</h1>
        {pages.isSuccess && calls.length > 0 && (
          <span className="soft tabular" data-testid="history-total">
            {t("history.shown", {
              shown: number(calls.length),
              total: total > COUNT_CAP ? `${number(COUNT_CAP)}+` : number(total),
            })}
          </span>
        )}
      </div>
      <FilterBar filters={filters} change={change} clear={() => setSearch({})} />
      <div className="sheet">
        {pages.isPending && <LoadingRows label={t("history.loading")} rows={8} />}
        {pages.isError && (
          <Empty
            title={t("history.failed")}
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
        {pages.isSuccess && calls.length === 0 && (
          <Empty
            art={!filtered}
            title={t(filtered ? "history.noneMatch" : "history.none")}
            actions={
              filtered ? (
                <Button onClick={() => setSearch({})}>{t("filter.clear")}</Button>
              ) : (
                <ToTelephony />
              )
            }
          >
            {t(filtered ? "history.noneMatchText" : "history.noneText")}
          </Empty>
        )}
        {calls.length > 0 && <PastCalls calls={calls} />}
      </div>
      {pages.hasNextPage && (
        <div className="history-more">
          <Button disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t("history.more")}
          </Button>
        </div>
      )}
    </main>
  );
}
