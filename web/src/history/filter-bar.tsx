import { direction, language, outcome } from "@patchbay/contracts";
import { ListFilter } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { useCalls } from "../net/net.tsx";
import { Button } from "../ui/button.tsx";
import { cx } from "../ui/classes.ts";
import { useWords } from "../ui/words/words.ts";
import type { WordKey } from "../ui/words/words.ts";
import type { FilterName, Filters } from "./filters.ts";

type Change = (name: FilterName, value: string) => void;

/** Every choice goes into the address at once, so that a view can be sent to a colleague. */
export function FilterBar({
  filters,
  change,
  clear,
}: {
  filters: Filters;
  change: Change;
  clear: () => void;
}) {
  const { t } = useWords();
  const operators = useCalls((state) => state.operators);
  const [open, setOpen] = useState(false);
  const active = Object.keys(filters).length;
  return (
    <section className="filters" aria-label={t("filters.label")}>
      <Button
        className="filters-toggle"
        icon={ListFilter}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t("filters.show")}
        {active > 0 && <span className="count">{active}</span>}
      </Button>
      <div className={cx("filters-fields", open && "is-open")}>
        <Choice
          name="direction"
          label="filter.direction"
          {...{ filters, change }}
          options={direction.options.map((one) => [one, t(`direction.${one}`)])}
        />
        <Choice
          name="path"
          label="filter.path"
          {...{ filters, change }}
          options={(["bot_only", "taken_over"] as const).map((one) => [one, t(`path.${one}`)])}
        />
        <Choice
          name="outcome"
          label="filter.outcome"
          {...{ filters, change }}
          options={outcome.options.map((one) => [one, t(`outcome.${one}`)])}
        />
        <Choice
          name="language"
          label="filter.language"
          {...{ filters, change }}
          options={language.options.map((one) => [one, t(`language.${one}`)])}
        />
        <Choice
          name="operatorId"
          label="filter.operator"
          {...{ filters, change }}
          options={Object.values(operators).map((one) => [one.userId, one.name])}
        />
        <Typed name="from" label="filter.from" type="date" {...{ filters, change }} />
        <Typed name="to" label="filter.to" type="date" {...{ filters, change }} />
        <Typed name="number" label="filter.number" type="search" {...{ filters, change }} />
        {active > 0 && (
          <Button kind="quiet" onClick={clear}>
            {t("filter.clear")}
          </Button>
        )}
      </div>
    </section>
  );
}

interface FieldProps {
  name: FilterName;
  label: WordKey;
  filters: Filters;
  change: Change;
}

function Choice({
  name,
  label,
  filters,
  change,
  options,
}: FieldProps & { options: [string, string][] }) {
  const { t } = useWords();
  const id = useId();
  return (
    <div>
      <label className="field-label" htmlFor={id}>
        {t(label)}
      </label>
      <select
        id={id}
        className="field"
        value={filters[name] ?? ""}
        onChange={(event) => change(name, event.target.value)}
      >
        <option value="">{t("filter.all")}</option>
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

function Typed({ name, label, type, filters, change }: FieldProps & { type: "date" | "search" }) {
  const { t } = useWords();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const value = filters[name] ?? "";
  // What the address says is shown, but never under somebody's fingers.
  useEffect(() => {
    const input = field.current;
    if (input !== null && input !== document.activeElement) input.value = value;
  }, [value]);
  return (
    <div>
      <label className="field-label" htmlFor={id}>
        {t(label)}
      </label>
      <input
        id={id}
        className="field"
        type={type}
        ref={field}
        defaultValue={value}
        placeholder={type === "search" ? "+49…" : undefined}
        onChange={(event) => type === "date" && change(name, event.target.value)}
        onBlur={(event) => type === "search" && change(name, event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") change(name, event.currentTarget.value);
        }}
      />
    </div>
  );
}
