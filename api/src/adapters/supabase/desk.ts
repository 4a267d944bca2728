import type { SupabaseClient } from "@supabase/supabase-js";
import type { PersonalDesk } from "../../ports/memory.ts";
import { listCalls, readCall, readRecording } from "./history.ts";
import { listRequests, patchRequest } from "./requests.ts";

/** Everything a person reads and writes under their own token. */
export const deskOf = (client: SupabaseClient): PersonalDesk => ({
  listCalls: (query) => listCalls(client, query),
  readCall: (id) => readCall(client, id),
  readRecording: (id) => readRecording(client, id),
  listRequests: (query) => listRequests(client, query),
  patchRequest: (id, patch) => patchRequest(client, id, patch),
});
