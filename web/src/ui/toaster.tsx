import { Toaster as Sonner } from "sonner";
import "sonner/dist/styles.css";

export { toast } from "sonner";

export function Toaster({ label }: { label: string }) {
  return (
    <Sonner position="bottom-right" containerAriaLabel={label} toastOptions={{ duration: 6_000 }} />
  );
}
