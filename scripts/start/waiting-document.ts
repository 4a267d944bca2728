/**
 * What the carrier itself answers when it cannot reach us: the caller waits a moment and we are
 * asked again. It has to live at the carrier, as a TwiML Bin: a fallback address of our own would
 * be as far away as we are.
 */

const moment: Record<string, string> = {
  "en-US": "One moment, please.",
  "de-DE": "Einen Moment bitte.",
  "tr-TR": "Bir dakika lütfen.",
  "ru-RU": "Одну минуту, пожалуйста.",
};

export const waitingLanguages = Object.keys(moment);

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** TwiML in one of `waitingLanguages`. */
export function waitingDocument(language: string, publicUrl: string): string {
  const next = `${publicUrl}/carrier/twilio/next`;
  return `<Response><Say language="${language}">${moment[language] ?? ""}</Say><Pause length="1"/><Redirect method="POST">${escaped(next)}</Redirect></Response>`;
}
