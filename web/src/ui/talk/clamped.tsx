import { useState } from "react";
import { cx } from "../classes.ts";
import { useWords } from "../words/words.ts";

/** About three lines of a narrow card; what is shorter is never clamped. */
const LONG = 140;

/** Text that takes three lines until somebody wants all of it. */
export function Clamped({ text }: { text: string }) {
  const { t } = useWords();
  const [whole, setWhole] = useState(false);
  if (text.length <= LONG) return text;
  return (
    <>
      <span className={cx("clamped", whole && "is-whole")}>{text}</span>
      <button
        type="button"
        className="text-link"
        aria-expanded={whole}
        onClick={() => setWhole(!whole)}
      >
        {t(whole ? "talk.less" : "talk.more")}
      </button>
    </>
  );
}
