import type { LucideIcon } from "lucide-react";

/** 1.5 px strokes at every size; always beside a word or under a label, so never announced. */
export function Icon({ of: Shape, size = 16 }: { of: LucideIcon; size?: 12 | 14 | 16 | 20 }) {
  return (
    <Shape className="icon" size={size} strokeWidth={1.5} absoluteStrokeWidth aria-hidden="true" />
  );
}
