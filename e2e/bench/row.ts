/** One line of the table, and one entry of the JSON. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  /** What the same machine did in the same run with nothing of ours in between. */
  baseline: { name: string; value: number };
  /** At most this much; null where the number is only told. */
  goal: number | null;
  holds: boolean;
}

/** What a measure may use, and how thorough it shall be. */
export interface Bench {
  isQuick: boolean;
  /** A line on the terminal while it takes long. */
  say(line: string): void;
}

export interface Measure {
  name: string;
  /** Throws where the number could not be had at all. */
  run(bench: Bench): Promise<Row[]>;
}
