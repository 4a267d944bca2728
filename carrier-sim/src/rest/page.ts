import type { Request } from "express";
import { RestProblem } from "./problem.ts";

const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 1000;

/** One page of a list in the carrier's envelope; `name` is the array's field. */
export function pageOf(request: Request, name: string, all: object[]): object {
  const query = new URLSearchParams(request.originalUrl.split("?", 2)[1] ?? "");
  const size = whole(query.get("PageSize"), DEFAULT_PAGE_SIZE);
  const page = whole(query.get("Page"), 0);
  if (size < 1 || size > MAX_PAGE_SIZE)
    throw new RestProblem(400, 20_007, "Page size must be from 1 to 1000");
  const path = request.originalUrl.split("?", 1)[0] ?? "";
  const start = page * size;
  const items = all.slice(start, start + size);
  const uri = (number: number): string => {
    const next = new URLSearchParams(query);
    next.set("PageSize", String(size));
    next.set("Page", String(number));
    return `${path}?${next.toString()}`;
  };
  return {
    first_page_uri: uri(0),
    end: items.length === 0 ? start : start + items.length - 1,
    previous_page_uri: page > 0 ? uri(page - 1) : null,
    [name]: items,
    uri: uri(page),
    page_size: size,
    start,
    next_page_uri: start + size < all.length ? uri(page + 1) : null,
    page,
  };
}

function whole(text: string | null, otherwise: number): number {
  if (text === null || text === "") return otherwise;
  if (!/^\d{1,6}$/.test(text))
    throw new RestProblem(400, 20_007, "Page and PageSize must be whole numbers");
  return Number(text);
}

/** RFC 2822 as REST writes it, or null. */
export function rfc2822(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toUTCString().replace("GMT", "+0000");
}
