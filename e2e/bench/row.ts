/** One line of the table, and one entry of the JSON. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  /** What the same machine did in the same run with nothing of ours in between. */
  baseline: { name: string; value: number };
  /** At most this much; null where the number is only told. */
  goal: number | null;
  /** The goal is the least there may be, not the most. */
  atLeast?: true;
  holds: boolean;
}

/** What a measure may use, and how thorough it shall be. */
export interface Bench {
  isQuick: boolean;
  /** How long what must not grow is watched; a few minutes unless told. */
  soakMinutes?: number | undefined;
  /** A line on the terminal while it takes long. */
  say(line: string): void;
}

export interface Measure {
  name: string;
  /** Takes minutes, and the machine: left out where no measure is named. */
  byNameOnly?: true;
  /** Throws where the number could not be had at all. */
  run(bench: Bench): Promise<Row[]>;
}
