import type { LucideIcon } from "lucide-react";
import type { HTMLAttributes, ReactNode } from "react";
import { cx } from "./classes.ts";
import { Icon } from "./icon.tsx";

export type ChipTone =
  | "plain"
  | "bot"
  | "human"
  | "warn"
  | "bad"
  | "live"
  | "outline"
  | "dashed"
  | "bare";

/** An icon and a word; the word is the state. */
export function Chip({
  tone = "plain",
  icon,
  children,
  aside,
  ...rest
}: {
  tone?: ChipTone;
  icon?: LucideIcon;
  children: ReactNode;
  aside?: ReactNode;
} & HTMLAttributes<HTMLSpanElement>) {
  return (
    <span className={cx("chip", `is-${tone}`)} {...rest}>
      {icon !== undefined && <Icon of={icon} size={14} />}
      {children}
      {aside !== undefined && <span className="chip-aside">{aside}</span>}
    </span>
  );
}
