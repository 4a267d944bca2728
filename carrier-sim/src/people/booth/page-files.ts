import { readFile } from "node:fs/promises";
import { createRequire, stripTypeScriptTypes } from "node:module";
import path from "node:path";
import express, { Router } from "express";

const page = path.join(import.meta.dirname, "page");
const font = path.dirname(
  createRequire(import.meta.url).resolve("@fontsource-variable/inter/package.json"),
);

const POLICY =
  "default-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; media-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** The booth's page. Its modules are TypeScript, served with the types taken out: no build, no bundle. */
export function pageFiles(): Router {
  const router = Router();
  const modules = new Map<string, string>();
  router.use((_request, response, next) => {
    response.set({
      "Content-Security-Policy": POLICY,
      "Permissions-Policy": "microphone=(self)",
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
      "Cache-Control": "no-cache",
    });
    next();
  });
  router.get("/:name.ts", async (request, response, next) => {
    const name = request.params.name;
    if (!/^[a-z-]{1,40}$/.test(name)) return next();
    let code = modules.get(name);
    if (code === undefined) {
      const source = await readFile(path.join(page, `${name}.ts`), "utf8").catch(() => undefined);
      if (source === undefined) return next();
      code = stripTypeScriptTypes(source);
      modules.set(name, code);
    }
    response.type("text/javascript").send(code);
  });
  router.use("/font", express.static(path.join(font, "files"), { immutable: true, maxAge: "1y" }));
  router.use(express.static(page, { index: "index.html", extensions: [] }));
  return router;
}
