const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

// Control characters are not XML at all, whatever their escape.
const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? "").replace(/\p{Cc}/gu, " ");

export type Attributes = Record<string, string | number | boolean | undefined>;

/** One element; `content` is text to be escaped, or elements. */
export function element(
  name: string,
  attributes: Attributes = {},
  content: string | readonly Xml[] = [],
): Xml {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escape(String(value))}"`)
    .join("");
  const inner =
    typeof content === "string" ? escape(content) : content.map(({ xml }) => xml).join("");
  return { xml: inner === "" ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>` };
}

export interface Xml {
  readonly xml: string;
}

export const response = (verbs: readonly Xml[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${element("Response", {}, verbs).xml}`;
