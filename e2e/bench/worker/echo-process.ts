import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { WebSocketServer } from "ws";
import { answerParent } from "../../../stream-worker/src/testing/parent.ts";
import { usage, usageCollected } from "../../../stream-worker/src/testing/usage.ts";

/** As the worker's own metrics measure it. */
const RESOLUTION_MS = 10;

/** The start of a process: sockets that say back what they hear, the least a media server can do. */
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
server.on("connection", (socket) => {
  socket.on("message", (data: Buffer) => socket.send(data, { binary: false }));
  socket.on("error", () => undefined);
});
await once(server, "listening");
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
const lagMs = (): number => {
  const p99 = Math.max(0, (delay.percentile(99) || 0) / 1e6 - RESOLUTION_MS);
  delay.reset();
  return p99;
};
answerParent({ usage, usageCollected, lagMs }, { port: (server.address() as AddressInfo).port });
