import type { LucideIcon } from "lucide-react";
import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { cx } from "./classes.ts";
import { Icon } from "./icon.tsx";

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: "plain" | "primary" | "quiet" | "danger" | "chosen";
  size?: "small" | "normal" | "large";
  icon?: LucideIcon;
  /** Shown beside the word, such as `Alt ⇧ T`; announced through aria-keyshortcuts. */
  keys?: string;
  children?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps) {
  const { kind = "plain", size = "normal", icon, keys, children, className, ...rest } = props;
  return (
    <button
      type="button"
      className={cx("button", `is-${kind}`, size !== "normal" && `is-${size}`, className)}
      {...rest}
    >
      {icon !== undefined && <Icon of={icon} />}
      {children}
      {keys !== undefined && (
        <kbd className="keys" aria-hidden="true">
          {keys}
        </kbd>
      )}
    </button>
  );
}

/** A button that shows only its icon; the label is its name and its tooltip. */
export function IconButton({
  label,
  icon,
  size = "normal",
  kind = "quiet",
  className,
  ...rest
}: Omit<ButtonProps, "children" | "keys" | "icon"> & { label: string; icon: LucideIcon }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={cx(
        "button",
        "is-square",
        `is-${kind}`,
        size !== "normal" && `is-${size}`,
        className,
      )}
      {...rest}
    >
      <Icon of={icon} />
    </button>
  );
}
