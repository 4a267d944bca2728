import { Fragment } from "react";
import { cx } from "../classes.ts";
import { useTelephone } from "../telephone.ts";
import { useWords } from "../words/words.ts";
import { Clamped } from "./clamped.tsx";
import { factsOf, groupsOf } from "./tool-model.ts";
import { factValue, pathWords } from "./tool-words.ts";

/** What a tool took or gave, name by name; always as text, whatever it looks like. */
export function ToolFacts({
  title,
  record,
  none,
}: {
  title: string;
  record: Readonly<Record<string, unknown>>;
  /** Stands where there is nothing to read. */
  none: string;
}) {
  const { t, locale } = useWords();
  const { show } = useTelephone();
  const { facts, left } = factsOf(record);
  return (
    <section>
      <h3>{title}</h3>
      {facts.length === 0 && left === 0 && <p className="soft">{none}</p>}
      {groupsOf(facts).map((group) => (
        <Fragment key={group.facts[0]?.path.join("/")}>
          {group.path.length > 0 && <h4>{pathWords(group.path, t)}</h4>}
          <dl className={cx(group.path.length > 0 && "is-inner")}>
            {group.facts.map((fact) => (
              <div key={fact.path.join("/")}>
                <dt>{pathWords(fact.path.slice(-1), t)}</dt>
                <dd>
                  <Clamped text={factValue(fact, { t, locale, show })} />
                </dd>
              </div>
            ))}
          </dl>
        </Fragment>
      ))}
      {left > 0 && <p className="faint">{t("tool.left", { left })}</p>}
    </section>
  );
}
