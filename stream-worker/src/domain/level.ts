const FULL_SCALE = 32_124;
/** Below this a telephone line only hisses. */
const FLOOR_DB = -60;

/** RMS of 16-bit samples → 0–100, even in decibels, as meters show it. */
export function levelOf(rms: number): number {
  if (rms <= 0) return 0;
  const db = 20 * Math.log10(rms / FULL_SCALE);
  return Math.round(Math.min(100, Math.max(0, (1 - db / FLOOR_DB) * 100)));
}
