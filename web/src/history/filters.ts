/** What may stand in the address of the History page. */
export const filterNames = [
  "direction",
  "path",
  "outcome",
  "language",
  "operatorId",
  "from",
  "to",
  "number",
] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = Partial<Record<FilterName, string>>;

export function filtersOf(search: URLSearchParams): Filters {
  const filters: Filters = {};
  for (const name of filterNames) {
    const value = search.get(name)?.trim();
    if (value !== undefined && value !== "") filters[name] = value;
  }
  return filters;
}

/**
 * The question to the api: days become the moments at which they begin and end here. Days that are
 * no days are left out.
 */
export function queryOf(filters: Filters, cursor: string | null): URLSearchParams {
  const query = new URLSearchParams({ limit: "50" });
  for (const name of filterNames) {
    const value = filters[name];
    if (value === undefined) continue;
    if (name === "from" || name === "to") {
      const day = new Date(`${value}T${name === "from" ? "00:00:00.000" : "23:59:59.999"}`);
      if (!Number.isNaN(day.getTime())) query.set(name, day.toISOString());
    } else {
      query.set(name, name === "number" ? value.replace(/[^\d+]/g, "") : value);
    }
  }
  if (cursor !== null) query.set("cursor", cursor);
  return query;
}
