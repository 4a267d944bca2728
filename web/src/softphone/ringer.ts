import { useEffect } from "react";
import { startRinging } from "./tones.ts";

/** Makes a ringing call noticed: tone, notification of the system, flashing title. */
export function useRinger(ring: { offerId: string; title: string; text: string } | null): void {
  const offerId = ring?.offerId;
  useEffect(() => (offerId === undefined ? undefined : startRinging()), [offerId]);

  const title = ring?.title;
  useEffect(() => {
    if (title === undefined) return;
    const before = document.title;
    let on = true;
    const flash = () => {
      document.title = on ? `● ${title}` : before;
      on = !on;
    };
    flash();
    const timer = setInterval(flash, 1_000);
    return () => {
      clearInterval(timer);
      document.title = before;
    };
  }, [title]);

  const text = ring?.text;
  useEffect(() => {
    if (offerId === undefined || title === undefined) return;
    if (!("Notification" in window) || Notification.permission !== "granted") return;
    if (!document.hidden && document.hasFocus()) return;
    const notification = new Notification(title, { body: text ?? "", tag: offerId });
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
    return () => notification.close();
  }, [offerId, title, text]);
}
