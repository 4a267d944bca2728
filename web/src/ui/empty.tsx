import { Phone } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Icon } from "./icon.tsx";
import { useWords } from "./words/words.ts";

/** Three jacks and a cord that waits for one of them. */
export function EmptyCord() {
  return (
    <svg className="empty-art" viewBox="0 0 120 60" fill="none" aria-hidden="true">
      {[22, 60, 98].map((x) => (
        <circle key={x} cx={x} cy="18" r="8.5" className="jack" />
      ))}
      <circle cx="22" cy="18" r="3" className="plug" />
      <path d="M22 21c0 18 14 30 34 30 14 0 22-5 22-14" className="wire" />
      <path d="M74 37v-4a4 4 0 0 1 8 0v4z" className="plug" />
    </svg>
  );
}

export function Empty({
  title,
  children,
  actions,
  art = false,
}: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  art?: boolean;
}) {
  return (
    <div className="empty">
      {art && <EmptyCord />}
      <h2>{title}</h2>
      {children !== undefined && <p>{children}</p>}
      {actions !== undefined && <div className="empty-actions">{actions}</div>}
    </div>
  );
}

/** Where calls, and test calls, begin: the way out of an empty list. */
export function ToTelephony() {
  const { t } = useWords();
  return (
    <Link className="button is-plain" to="/telephony">
      <Icon of={Phone} />
      {t("nav.telephony")}
    </Link>
  );
}

/** Rows of the final height, so that nothing jumps when the data comes. */
export function LoadingRows({ label, rows = 5 }: { label: string; rows?: number }) {
  return (
    <div className="loading" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className="loading-row" aria-hidden="true">
          <i />
          <span />
          <b />
        </div>
      ))}
    </div>
  );
}
