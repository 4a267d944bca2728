import type { Flow, Run } from "../running.ts";
import { callParams } from "../../switchboard/call-params.ts";
import type { Fetch } from "../ast.ts";
import type { Method } from "../../webhooks/request.ts";

/** An address as written in the running document, made absolute; undefined (and error 15004) when it cannot be. */
export function absolute(run: Run, url: string): string | undefined {
  if (/^(https?|wss?):\/\//i.test(url)) return url;
  if (run.documentUrl !== undefined && URL.canParse(url, run.documentUrl))
    return new URL(url, run.documentUrl).toString();
  run.x.alerts.raise(15_004, "A relative address needs a document with an address", run.leg.sid);
  return undefined;
}

export function absoluteFetch<T extends Fetch>(run: Run, fetch: T | undefined): T | undefined {
  const url = fetch === undefined ? undefined : absolute(run, fetch.url);
  return fetch === undefined || url === undefined ? undefined : { ...fetch, url };
}

/** Goes on at an action with the verb's results. Without an address: at the next verb. */
export function goTo(
  run: Run,
  url: string | undefined,
  method: Method,
  params: Record<string, string>,
): Flow {
  const target = url === undefined || url === "" ? undefined : absolute(run, url);
  return target === undefined
    ? { go: "next" }
    : { go: "to", source: { from: "url", url: target, method, params } };
}

/** Tells an action something when the call cannot act on the reply any more, because it has ended. */
export function notify(
  run: Run,
  url: string | undefined,
  method: Method,
  params: Record<string, string>,
): void {
  const target = url === undefined || url === "" ? undefined : absolute(run, url);
  if (target === undefined) return;
  run.x.post.send(run.leg.sid, {
    url: target,
    method,
    jar: run.leg.jar,
    params: { ...callParams(run.leg.record()), ...params },
  });
}
