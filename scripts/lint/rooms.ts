import path from "node:path";

/**
 * Who may know whom. Paths are relative to the repository and use "/". The rule is written down in
 * docs/architecture.md; here is its one executable form.
 */

const WORKSPACES = [
  "contracts",
  "api",
  "stream-worker",
  "carrier-sim",
  "supabase",
  "web",
  "e2e",
  "scripts",
];

/** Workspaces that may reach into these others; everybody else meets in contracts alone. */
const MAY_REACH: Record<string, string[]> = {
  scripts: ["supabase", "carrier-sim", "e2e"],
  e2e: ["scripts", "supabase", "carrier-sim"],
};

/** In api and stream-worker, by room: the rooms below it. A room always knows itself. */
const BELOW: Record<string, string[]> = {
  domain: [],
  ports: ["domain"],
  runtime: ["ports", "domain"],
  http: ["runtime", "ports", "domain"],
  realtime: ["runtime", "ports", "domain"],
  jobs: ["runtime", "ports", "domain"],
  media: ["runtime", "ports", "domain"],
  adapters: ["ports", "domain"],
  app: ["http", "realtime", "jobs", "media", "runtime", "ports", "domain"],
  config: ["domain"],
};

const LAYERED = new Set(["api", "stream-worker"]);
const FEATURES = new Set([
  "softphone",
  "desk",
  "live",
  "history",
  "requests",
  "telephony",
  "reports",
  "settings",
  "auth",
  "embed",
]);
const WEB_BASE = new Set(["net", "ui"]);

type Place = { workspace: string; room: string };

/** `api/src/http/x.ts` → api, http; `api/src/ports.ts` → api, ports. */
function placeOf(file: string): Place | undefined {
  const [workspace = "", ...rest] = file.split("/");
  if (!WORKSPACES.includes(workspace)) return undefined;
  const inner = rest[0] === "src" ? rest.slice(1) : rest;
  const first = inner[0] ?? "";
  return { workspace, room: inner.length > 1 ? first : first.replace(/\.[a-z.]+$/, "") };
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$|\/(fixtures|test-support|testing|fakes)\//.test(file);
}

function targetOf(file: string, specifier: string): Place | undefined {
  const named = /^@patchbay\/([a-z-]+)/.exec(specifier);
  if (named?.[1] !== undefined) return { workspace: named[1], room: "" };
  if (!specifier.startsWith(".")) return undefined;
  return placeOf(path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier)));
}

function judgeWorkspaces(file: string, from: Place, to: Place): string | undefined {
  if (to.workspace === "contracts") {
    return from.workspace === "carrier-sim"
      ? "carrier-sim knows no Patchbay code; it writes the carrier's wire from the documentation"
      : undefined;
  }
  if (MAY_REACH[from.workspace]?.includes(to.workspace)) return undefined;
  // What several workspaces promise together is tried on all of them, by what their own tests use.
  if (from.workspace === "e2e" && to.room === "testing") return undefined;
  if (isTest(file) && to.workspace === "supabase") return undefined;
  return `${from.workspace} may not know ${to.workspace}; workspaces meet only in contracts`;
}

function judgeLayers(from: Place, to: Place): string | undefined {
  // worker.ts is what main.ts composes, apart from it so that tests can start a worker in process.
  if (["main", "worker", "eval"].includes(from.room)) return undefined;
  if (to.room === "main" || to.room === "eval") return `nothing knows ${to.room}`;
  if (to.room === "adapters" && from.room !== "adapters") {
    return `only main knows adapters; ${from.room} asks for what it needs in ports`;
  }
  const below = BELOW[from.room];
  // Small files at the root of src (a logger, a version) are leaves: any room may know them.
  const isLeaf = BELOW[to.room] === undefined;
  if (below === undefined || isLeaf || below.includes(to.room)) return undefined;
  return `${from.room} may not know ${to.room}; it may know ${["contracts", ...below].join(", ")}`;
}

function judgeWeb(from: Place, to: Place): string | undefined {
  const isFeature = (room: string): boolean => FEATURES.has(room);
  if (from.room === "ui" && (to.room === "net" || isFeature(to.room))) {
    return `ui knows only ui and contracts, not ${to.room}`;
  }
  if (from.room === "net" && (to.room === "ui" || isFeature(to.room))) {
    return `net may not know ${to.room}`;
  }
  if (isFeature(from.room) && isFeature(to.room)) {
    return `features never know one another: ${from.room} reaches into ${to.room}; let app bring them together`;
  }
  if ((isFeature(from.room) || WEB_BASE.has(from.room)) && ["app", "main"].includes(to.room)) {
    return `${from.room} may not know ${to.room}; dependencies point away from app`;
  }
  return undefined;
}

/**
 * Why `file` may not import `specifier`, or `undefined` when it may.
 * @param file the importing file, relative to the repository
 */
export function judgeImport(file: string, specifier: string): string | undefined {
  const from = placeOf(file);
  const to = targetOf(file, specifier);
  if (!from || !to) return undefined;
  if (from.workspace !== to.workspace) return judgeWorkspaces(file, from, to);
  if (from.room === to.room || isTest(file)) return undefined;
  if (LAYERED.has(from.workspace)) return judgeLayers(from, to);
  return from.workspace === "web" ? judgeWeb(from, to) : undefined;
}
