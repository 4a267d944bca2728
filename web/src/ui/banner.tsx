import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./classes.ts";
import { Icon } from "./icon.tsx";

/** A line that must not be missed, with what to do about it at its end. */
export function Banner({
  tone,
  icon,
  title,
  children,
  actions,
  wide = false,
}: {
  tone: "warn" | "bad" | "good";
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  wide?: boolean;
}) {
  return (
    <div
      className={cx("banner", `is-${tone}`, wide && "is-wide")}
      role={tone === "bad" ? "alert" : "status"}
    >
      <Icon of={icon} />
      <div className="banner-words">
        <strong>{title}</strong>
        {children !== undefined && <span>{children}</span>}
      </div>
      {actions !== undefined && <div className="banner-actions">{actions}</div>}
    </div>
  );
}
