import { join } from "node:path";
import express, { Router } from "express";

/** The built console: hashed files for ever, the page itself always fresh, any other path is the page. */
export function webFiles(dist: string): Router {
  const router = Router();
  router.use(
    "/assets",
    express.static(join(dist, "assets"), { immutable: true, maxAge: "1y", fallthrough: false }),
  );
  router.use(
    express.static(dist, {
      index: false,
      setHeaders: (response) => response.setHeader("Cache-Control", "no-cache"),
    }),
  );
  router.get("/{*path}", (request, response, next) => {
    if (!request.accepts("html")) return next();
    response.set({
      "Cache-Control": "no-cache",
      "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
    });
    response.sendFile(join(dist, "index.html"), { dotfiles: "allow" });
  });
  return router;
}
