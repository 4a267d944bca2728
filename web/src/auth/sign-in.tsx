import type { Role } from "@patchbay/contracts";
import { Eye, Headset, Settings2 } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import { useState } from "react";
import type { FormEvent, ReactNode } from "react";
import { useNet } from "../net/net.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Mark } from "../ui/mark.tsx";
import { useWords } from "../ui/words/words.ts";
import "./sign-in.css";

const icons: Record<Role, LucideIcon> = { operator: Headset, supervisor: Eye, admin: Settings2 };

export function SignIn({ preferences }: { preferences: ReactNode }) {
  const { t } = useWords();
  const { config, session } = useNet();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<"wrong" | "tooOften" | "away" | null>(null);

  async function enter(as: { email: string; password: string }): Promise<void> {
    setBusy(true);
    setTrouble(null);
    try {
      const answer = await session.signIn(as.email, as.password);
      if (answer !== "in") setTrouble(answer);
    } catch {
      setTrouble("away");
    }
    setBusy(false);
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void enter({ email, password });
  };

  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <header>
          <Mark />
          <h1>Patchbay</h1>
          <p className="soft">{t("signIn.what")}</p>
        </header>
        {config.demo !== null && (
          <section className="sign-in-demo" aria-label={t("signIn.demo")}>
            <h2>{t("signIn.demo")}</h2>
            {config.demo.accounts.map((account) => (
              <button
                key={account.email}
                type="button"
                className="demo-entry"
                disabled={busy}
                onClick={() => void enter(account)}
              >
                <Icon of={icons[account.role]} size={20} />
                <span>
                  <strong>{t(`signIn.as.${account.role}`)}</strong>
                  <span className="soft">
                    {account.name} · {account.organization}
                  </span>
                </span>
              </button>
            ))}
            <p className="small faint">{t("signIn.tabs")}</p>
          </section>
        )}
        <form onSubmit={submit}>
          <h2>{t("signIn.own")}</h2>
          <label className="field-label" htmlFor="email">
            {t("signIn.email")}
          </label>
          <input
            id="email"
            className="field"
            type="email"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          <label className="field-label" htmlFor="password">
            {t("signIn.password")}
          </label>
          <input
            id="password"
            className="field"
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          {trouble !== null && (
            <p className="sign-in-trouble" role="alert">
              {t(`signIn.${trouble}`)}
            </p>
          )}
          <Button kind="primary" size="large" type="submit" disabled={busy}>
            {t(busy ? "signIn.busy" : "signIn.go")}
          </Button>
        </form>
        <footer>{preferences}</footer>
      </div>
    </main>
  );
}
