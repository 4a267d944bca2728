import { useEffect, useRef } from "react";

const apple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** How Alt+Shift+letter is written on this machine's keys. */
export function altShift(letter: string): string {
  return apple ? `⌥ ⇧ ${letter}` : `Alt ⇧ ${letter}`;
}

/** The same for aria-keyshortcuts. */
export function altShiftName(letter: string): string {
  return `Alt+Shift+${letter}`;
}

/**
 * Alt+Shift+letter, by the place of the key: with Alt held, other layouts type other letters.
 * `null` switches it off.
 */
export function useShortcut(letter: string, action: (() => void) | null): void {
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });
  const on = action !== null;
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || event.repeat)
        return;
      if (event.code !== `Key${letter}`) return;
      event.preventDefault();
      latest.current?.();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [letter, on]);
}
