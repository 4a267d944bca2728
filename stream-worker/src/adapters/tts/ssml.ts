const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Text for XML 1.0, in elements and attributes; characters that XML does not know become spaces. */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, " ")
    .replaceAll(/[&<>"']/gu, (character) => ESCAPES[character] ?? "");
}

/** One text by one voice in the markup that speech vendors share (W3C SSML 1.0). */
export function ssml(text: string, language: string, voice: string): string {
  return (
    `<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="${xmlText(language)}">` +
    `<voice name="${xmlText(voice)}">${xmlText(text)}</voice></speak>`
  );
}
