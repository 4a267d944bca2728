import { createServer } from "vite";
import { webFolder } from "./places.ts";
import { readDevSettings } from "./dev-config.ts";

/** Vite with the api behind it, so that the console has one origin in development too. */
const { port, apiUrl } = readDevSettings();
const server = await createServer({
  root: webFolder,
  server: {
    host: "127.0.0.1",
    port,
    strictPort: true,
    proxy: Object.fromEntries(
      [
        "/api",
        "/carrier",
        "/socket.io",
        "/demo",
        "/embed.js",
        "/healthz",
        "/readyz",
        "/metrics",
      ].map((prefix) => [prefix, { target: apiUrl, ws: true, changeOrigin: false }]),
    ),
  },
});
await server.listen();
const end = (): void => void server.close().then(() => process.exit(0));
process.on("SIGTERM", end);
process.on("SIGINT", end);
