import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { chownSync, lstatSync, mkdirSync } from "node:fs";
import path from "node:path";

/** The user Postgres runs as when we are root; initdb and postgres both refuse root. */
export type ServiceUser = { uid: number; gid: number };

const OPEN_PARENT = "/var/tmp";
const CANDIDATE_USERS = ["postgres", "nobody"];

/** True on systems with users, when this process is root. */
export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Finds an existing unprivileged user. It must have an entry in the user database (initdb looks its
 * own name up), and none is created: starting a demo should not change the machine's users.
 */
export function findServiceUser(): ServiceUser {
  for (const name of CANDIDATE_USERS) {
    try {
      const ask = (flag: string): number =>
        Number.parseInt(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }), 10);
      return { uid: ask("-u"), gid: ask("-g") };
    } catch {
      continue;
    }
  }
  throw new Error(
    'Postgres refuses to run as root and this system has neither a user "postgres" nor "nobody": create one with "useradd --system postgres", or start Patchbay as an ordinary user.',
  );
}

/**
 * A folder that any user can reach, one per `folder`: a checkout under a closed home (mode 0700)
 * cannot be entered by the unprivileged user that runs Postgres for root.
 */
export function openPlaceFor(folder: string): string {
  const hash = createHash("sha256").update(path.resolve(folder)).digest("hex").slice(0, 12);
  const place = path.join(OPEN_PARENT, `patchbay-${hash}`);
  mkdirSync(place, { recursive: true, mode: 0o755 });
  const found = lstatSync(place);
  // /var/tmp is writable by all: somebody else could have put a folder of this name there.
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new Error(`${place} belongs to somebody else: remove it, then start again.`);
  }
  return place;
}

/** Makes `folder` private to the service user (or to ourselves when there is none). */
export function ownFolder(folder: string, user: ServiceUser | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
}
