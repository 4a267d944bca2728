import { Bot, Headset, Hourglass, PhoneForwarded, PhoneIncoming, UserRound } from "lucide-react";
import { cx } from "./classes.ts";
import { Icon } from "./icon.tsx";

export type WhoKind = "caller" | "bot" | "operator" | "nobody" | "ringing" | "outside";

const icons = {
  caller: UserRound,
  bot: Bot,
  operator: Headset,
  nobody: Hourglass,
  ringing: PhoneIncoming,
  outside: PhoneForwarded,
} as const;

/** Shape first, then colour: circle, square, plug, open ring. Initials stand in for the icon. */
export function Who({
  kind,
  size = "small",
  initials,
}: {
  kind: WhoKind;
  size?: "small" | "middle" | "large";
  initials?: string | null;
}) {
  return (
    <span className={cx("who", `is-${kind}`, `is-${size}`)} aria-hidden="true">
      {initials ?? (
        <Icon of={icons[kind]} size={size === "large" ? 20 : size === "middle" ? 14 : 12} />
      )}
    </span>
  );
}
