import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";

const PAGE = `<!doctype html><meta charset="utf-8"><title>echo</title><ol></ol><p></p>
<script src="/socket.io/socket.io.js"></script>
<script>
  const socket = io({ transports: ["websocket"] });
  socket.on("connect", () => (document.querySelector("p").textContent = "ready"));
  socket.on("said", (words) => {
    const line = document.createElement("li");
    line.dataset.final = "true";
    line.textContent = words;
    document.querySelector("ol").append(line);
  });
</script>`;

export interface EchoPage {
  url: string;
  say(words: string): void;
  stop(): Promise<void>;
}

/** The least way of words into a page: one socket.io message, one element. */
export async function startEchoPage(): Promise<EchoPage> {
  const server = createServer((_request, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end(PAGE),
  );
  const io = new Server(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    say: (words) => void io.emit("said", words),
    stop: () => io.close(),
  };
}
