import "./ui/styles/all.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { loadConfig } from "./config.ts";
import { createNet } from "./net/net.tsx";
import { Button } from "./ui/button.tsx";
import { Empty } from "./ui/empty.tsx";
import { applyTheme } from "./ui/theme.ts";
import { preferredLanguage, startWords, useWords } from "./ui/words/words.ts";

function NoAnswer() {
  const { t } = useWords();
  return (
    <main className="page">
      <Empty
        art
        title={t("start.failed")}
        actions={
          <Button kind="primary" onClick={() => window.location.reload()}>
            {t("start.again")}
          </Button>
        }
      >
        {t("start.unreachable")}
      </Empty>
    </main>
  );
}

async function start(): Promise<void> {
  applyTheme();
  const root = createRoot(document.getElementById("root")!);
  const [config] = await Promise.allSettled([loadConfig(), startWords(preferredLanguage())]);
  if (config.status === "rejected") {
    root.render(<NoAnswer />);
    return;
  }
  const net = await createNet(config.value);
  root.render(
    <StrictMode>
      <App net={net} />
    </StrictMode>,
  );
}

void start();
