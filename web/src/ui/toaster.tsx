import { Suspense, lazy } from "react";

/* Nobody sees a message in the first second, so the library comes after the first screen. */
const load = () => import("./toasts.tsx");
const Toasts = lazy(() => load().then((loaded) => ({ default: loaded.Toasts })));

interface Extra {
  description?: string;
}

/** Short messages that go away by themselves; never the only place of an important one. */
export const toast = {
  success: (words: string, extra?: Extra) =>
    void load().then(({ show }) => show.success(words, extra)),
  error: (words: string, extra?: Extra) => void load().then(({ show }) => show.error(words, extra)),
  warning: (words: string, extra?: Extra) =>
    void load().then(({ show }) => show.warning(words, extra)),
};

export function Toaster({ label }: { label: string }) {
  return (
    <Suspense>
      <Toasts label={label} />
    </Suspense>
  );
}
