import {
  callDetail,
  callsPage,
  describe,
  me,
  playback,
  problem,
  requestsPage,
  requestView,
  testCallChoices,
  voiceToken,
} from "@patchbay/contracts";
import type {
  CallDetail,
  CallsPage,
  Me,
  Playback,
  Problem,
  RequestPatch,
  RequestsPage,
  RequestView,
  TestCallChoices,
  VoiceToken,
} from "@patchbay/contracts";
import type { Session } from "./session.ts";

/** A refusal of the api, worded by its closed list; `problem.message` may be shown as it is. */
export class RefusedError extends Error {
  override name = "RefusedError";
  readonly problem: Problem;
  constructor(refusal: Problem) {
    super(refusal.code);
    this.problem = refusal;
  }
}

/** The api did not answer at all. */
export class UnreachableError extends Error {
  override name = "UnreachableError";
}

export interface Rest {
  me(): Promise<Me>;
  calls(query: URLSearchParams): Promise<CallsPage>;
  call(id: string): Promise<CallDetail>;
  playback(recordingId: string): Promise<Playback>;
  voiceToken(): Promise<VoiceToken>;
  requests(query: URLSearchParams): Promise<RequestsPage>;
  patchRequest(id: string, patch: RequestPatch): Promise<RequestView>;
  testCallChoices(): Promise<TestCallChoices>;
}

interface Parses<T> {
  parse(value: unknown): T;
}

export function createRest(session: Pick<Session, "token">): Rest {
  async function ask<T>(
    method: string,
    path: string,
    schema: Parses<T>,
    body?: unknown,
  ): Promise<T> {
    const token = await session.token();
    const headers: Record<string, string> = { accept: "application/json" };
    if (token !== null) headers["authorization"] = `Bearer ${token}`;
    if (body !== undefined) headers["content-type"] = "application/json";
    let answer: Response;
    try {
      const init: RequestInit = { method, headers };
      if (body !== undefined) init.body = JSON.stringify(body);
      answer = await fetch(path, init);
    } catch (cause) {
      throw new UnreachableError("api", { cause });
    }
    const json: unknown = await answer.json().catch(() => null);
    if (answer.ok) return schema.parse(json);
    const known = problem.safeParse(json);
    throw new RefusedError(
      known.success ? known.data : describe(answer.status === 401 ? "not_signed_in" : "internal"),
    );
  }

  const id = encodeURIComponent;
  return {
    me: () => ask("GET", "/api/me", me),
    calls: (query) => ask("GET", `/api/calls?${query}`, callsPage),
    call: (callId) => ask("GET", `/api/calls/${id(callId)}`, callDetail),
    playback: (recordingId) => ask("POST", `/api/recordings/${id(recordingId)}/playback`, playback),
    voiceToken: () => ask("POST", "/api/voice/token", voiceToken),
    requests: (query) => ask("GET", `/api/requests?${query}`, requestsPage),
    patchRequest: (requestId, patch) =>
      ask("PATCH", `/api/requests/${id(requestId)}`, requestView, patch),
    testCallChoices: () => ask("GET", "/api/booth", testCallChoices),
  };
}
