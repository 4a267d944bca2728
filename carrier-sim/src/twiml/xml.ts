import { SaxesParser } from "saxes";

export interface Element {
  name: string;
  attributes: Record<string, string>;
  /** Elements and text in document order. */
  children: (Element | string)[];
}

export type XmlReading = { ok: true; root: Element } | { ok: false; message: string };

/** A document of 64 kB can nest no deeper than anyone would write by hand. */
const MAX_DEPTH = 20;

/** Well-formed XML into a tree; anything else is the carrier's error 12100 with the place of the first fault. */
export function readXml(text: string): XmlReading {
  const parser = new SaxesParser();
  const open: Element[] = [];
  let root: Element | undefined;
  let fault: string | undefined;

  parser.on("error", (error) => void (fault ??= error.message));
  parser.on("opentag", (tag) => {
    const element: Element = { name: tag.name, attributes: tag.attributes, children: [] };
    open.at(-1)?.children.push(element);
    root ??= element;
    if (open.push(element) > MAX_DEPTH) fault ??= `nested deeper than ${MAX_DEPTH}`;
  });
  parser.on("closetag", () => void open.pop());
  parser.on("text", (part) => void open.at(-1)?.children.push(part));
  parser.on("cdata", (part) => void open.at(-1)?.children.push(part));
  parser.write(text.trim()).close();

  if (fault !== undefined) return { ok: false, message: fault };
  return root === undefined ? { ok: false, message: "the document is empty" } : { ok: true, root };
}

/** The element's child elements. */
export function elementsOf(element: Element): Element[] {
  return element.children.filter((child) => typeof child !== "string");
}

/** All text inside, nested elements included (SSML is spoken without its markup), white space collapsed. */
export function textOf(element: Element): string {
  const walk = (node: Element): string =>
    node.children
      .map((child) =>
        typeof child === "string" ? child : child.name === "break" ? " " : walk(child),
      )
      .join("");
  return walk(element).replace(/\s+/g, " ").trim();
}
