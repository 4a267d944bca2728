import path from "node:path";
import { judgeImport } from "./rooms.ts";

const root = path.resolve(import.meta.dirname, "../..");

type Source = { source?: { value?: unknown } | null };
type Context = {
  filename: string;
  report: (finding: { message: string; node: unknown }) => void;
};

/** The house's own lint rules; `patchbay/rooms` keeps imports within the dependency rule. */
const plugin = {
  meta: { name: "patchbay" },
  rules: {
    rooms: {
      create(context: Context) {
        const file = path.relative(root, context.filename).split(path.sep).join("/");
        const check = (node: Source): void => {
          const specifier = node.source?.value;
          if (typeof specifier !== "string") return;
          const reason = judgeImport(file, specifier);
          if (reason !== undefined) context.report({ message: reason, node });
        };
        return {
          ImportDeclaration: check,
          ImportExpression: check,
          ExportNamedDeclaration: check,
          ExportAllDeclaration: check,
        };
      },
    },
  },
};

export default plugin;
