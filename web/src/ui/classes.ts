/** `cx("button", primary && "is-primary")` → the names that hold, joined. */
export function cx(...names: (string | false | null | undefined)[]): string {
  return names.filter((name) => typeof name === "string" && name !== "").join(" ");
}
