import { parentPort, workerData } from "node:worker_threads";
import { batchIn } from "./batch.ts";
import { loadSilero } from "./model.ts";

/** What the main thread says: so many windows are in the batch, or that it was the last. */
export type ToThread = number | "close";
/** What it hears: the model is loaded, or so many windows have been judged. */
export type FromThread = number | "ready";

/** A thread of its own, started by `thread-link.ts`; TypeScript as it is. */
const { shared, model: file } = workerData as { shared: SharedArrayBuffer; model: string };
const port = parentPort;
if (port === null) throw new Error("This file is the start of a thread");
const batch = batchIn(shared);
const model = await loadSilero(file);
const tell = (message: FromThread): void => port.postMessage(message);

async function answer(message: ToThread): Promise<void> {
  if (message === "close") {
    await model.release();
    port?.close();
    return;
  }
  await model.judge(batch, message);
  tell(message);
}

// What is rejected ends the thread, and another follows.
port.on("message", (message: ToThread) => void answer(message));
tell("ready");
