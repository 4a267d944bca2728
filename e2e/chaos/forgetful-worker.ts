import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { entries } from "../../scripts/start/places.ts";

// The worker as it is, with a journal that cannot be written: what it has not delivered dies with it.
process.env["PATCHBAY_DATA_DIR"] = path.join(os.devNull, "nowhere");
await import(pathToFileURL(entries.worker).href);
