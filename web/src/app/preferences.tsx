import { useId } from "react";
import { cx } from "../ui/classes.ts";
import { chooseTheme, useTheme } from "../ui/theme.ts";
import { chooseLanguage, consoleLanguages, useWords } from "../ui/words/words.ts";
import type { ConsoleLanguage } from "../ui/words/words.ts";

export function LanguageChoice() {
  const { t, language } = useWords();
  const id = useId();
  return (
    <div>
      <label className="field-label" htmlFor={id}>
        {t("account.language")}
      </label>
      <select
        id={id}
        className="field"
        value={language}
        onChange={(event) => void chooseLanguage(event.target.value as ConsoleLanguage)}
      >
        {Object.entries(consoleLanguages).map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

export function ThemeChoice() {
  const { t } = useWords();
  const theme = useTheme();
  return (
    <div role="group" aria-label={t("account.theme")}>
      <span className="field-label" aria-hidden="true">
        {t("account.theme")}
      </span>
      <div className="segments">
        {(["system", "light", "dark"] as const).map((choice) => (
          <button
            key={choice}
            type="button"
            className={cx("segment", theme === choice && "is-on")}
            aria-pressed={theme === choice}
            onClick={() => chooseTheme(choice)}
          >
            {t(`theme.${choice}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
