/** y = a + b · x through points, by least squares. */
export interface Line {
  a: number;
  b: number;
}

export function fitLine(points: readonly (readonly [x: number, y: number])[]): Line {
  const mean = (of: (point: readonly [number, number]) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point[0]), mean((point) => point[1])];
  const spread = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  const b = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / spread;
  return { a: y - b * x, b };
}

/** Where the line reaches y. */
export const whereItReaches = ({ a, b }: Line, y: number): number => (y - a) / b;
