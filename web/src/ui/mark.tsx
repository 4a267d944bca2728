export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <circle cx="5" cy="5" r="3.25" className="mark-jack" />
      <circle cx="15" cy="5" r="4" className="mark-plug" />
      <path d="M5 8.25v2.5a5 5 0 0 0 10 0V8" className="mark-cord" />
    </svg>
  );
}
