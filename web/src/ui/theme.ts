import { useSyncExternalStore } from "react";

export type Theme = "system" | "light" | "dark";
const STORED = "patchbay.theme";
const watchers = new Set<() => void>();

function stored(): Theme {
  const value = localStorage.getItem(STORED);
  return value === "light" || value === "dark" ? value : "system";
}

/** Before the first paint; without a choice the operating system decides. */
export function applyTheme(): void {
  const theme = stored();
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

export function chooseTheme(theme: Theme): void {
  if (theme === "system") localStorage.removeItem(STORED);
  else localStorage.setItem(STORED, theme);
  applyTheme();
  for (const tell of watchers) tell();
}

export function useTheme(): Theme {
  return useSyncExternalStore((tell) => {
    watchers.add(tell);
    return () => watchers.delete(tell);
  }, stored);
}
