import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import type { Plugin } from "vite";

/**
 * Sonner adds its stylesheet with a script, which the content security policy refuses. The same
 * sheet is imported as a file in ui/toaster.tsx, so the insertion is cut out of the bundle.
 */
function sonnerWithoutInlineStyle(): Plugin {
  return {
    name: "sonner-without-inline-style",
    transform(code, id) {
      if (!/sonner\/dist\/index\.m?js/.test(id)) return null;
      return { code: code.replace(/^__insertCSS\(".*"\);?$/m, ""), map: null };
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), sonnerWithoutInlineStyle()],
  build: { outDir: "dist", emptyOutDir: true, assetsInlineLimit: 0, target: "es2023" },
  worker: { format: "es" },
  server: {
    port: 4050,
    proxy: {
      "/api": "http://127.0.0.1:4000",
      "/socket.io": { target: "ws://127.0.0.1:4000", ws: true },
    },
  },
});
