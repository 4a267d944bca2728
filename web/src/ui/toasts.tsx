import { Toaster as Sonner } from "sonner";
import "sonner/dist/styles.css";

export { toast as show } from "sonner";

export function Toasts({ label }: { label: string }) {
  return (
    <Sonner position="bottom-right" containerAriaLabel={label} toastOptions={{ duration: 6_000 }} />
  );
}
