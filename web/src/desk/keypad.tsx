const keys: readonly (readonly [string, string])[] = [
  ["1", ""],
  ["2", "ABC"],
  ["3", "DEF"],
  ["4", "GHI"],
  ["5", "JKL"],
  ["6", "MNO"],
  ["7", "PQRS"],
  ["8", "TUV"],
  ["9", "WXYZ"],
  ["*", ""],
  ["0", ""],
  ["#", ""],
];

/** Twelve keys; with `plus`, the zero also offers the sign that begins a country code. */
export function Keypad({ onKey, plus = false }: { onKey: (key: string) => void; plus?: boolean }) {
  return (
    <div className="keypad">
      {keys.map(([key, letters]) => (
        <button
          key={key}
          type="button"
          aria-label={key}
          onClick={() => onKey(key)}
          onContextMenu={(event) => {
            if (!plus || key !== "0") return;
            event.preventDefault();
            onKey("+");
          }}
        >
          <span>{key}</span>
          <small aria-hidden="true">{plus && key === "0" ? "+" : letters}</small>
        </button>
      ))}
    </div>
  );
}
