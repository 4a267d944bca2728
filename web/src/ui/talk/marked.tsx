/** The text with every occurrence of the searched words marked, whatever their case. */
export function Marked({ text, find }: { text: string; find: string }) {
  const wanted = find.trim().toLocaleLowerCase();
  if (wanted === "") return text;
  const parts: { text: string; hit: boolean }[] = [];
  const low = text.toLocaleLowerCase();
  // Lower-casing can change lengths (İ); then positions would lie, so nothing is marked.
  if (low.length !== text.length) return text;
  let from = 0;
  for (let at = low.indexOf(wanted); at !== -1; at = low.indexOf(wanted, from)) {
    if (at > from) parts.push({ text: text.slice(from, at), hit: false });
    parts.push({ text: text.slice(at, at + wanted.length), hit: true });
    from = at + wanted.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), hit: false });
  return parts.map((part, i) => (part.hit ? <mark key={i}>{part.text}</mark> : part.text));
}
