/** A call's clock: `01:05`, from an hour on `1:02:03`. Negative and broken input read 00:00. */
export function clock(ms: number): string {
  const total = Number.isFinite(ms) && ms > 0 ? Math.floor(ms / 1000) : 0;
  const two = (n: number) => String(n).padStart(2, "0");
  const hours = Math.floor(total / 3600);
  const rest = `${two(Math.floor((total % 3600) / 60))}:${two(total % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** A short time with one digit: 640 ms → `0.6`. */
export function tenths(ms: number, locale: string): string {
  return numbers(locale, 1).format(Math.max(0, ms) / 1000);
}

/** A short time to compare with others: 547 ms → `0.55`. */
export function hundredths(ms: number, locale: string): string {
  return numbers(locale, 2).format(Math.max(0, ms) / 1000);
}

/** An age for glancing at: tenths below ten seconds, whole seconds above. */
export function age(ms: number, locale: string): string {
  const seconds = Math.max(0, ms) / 1000;
  return numbers(locale, seconds < 10 ? 1 : 0).format(seconds);
}

export function dayTime(iso: string, locale: string): string {
  return dates(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(
    new Date(iso),
  );
}

export function day(iso: string, locale: string): string {
  return dates(locale, { day: "numeric", month: "short" }).format(new Date(iso));
}

/** Time today, otherwise the day. */
export function shortMoment(iso: string, locale: string, nowMs: number): string {
  return new Date(iso).toDateString() === new Date(nowMs).toDateString()
    ? dayTime(iso, locale)
    : day(iso, locale);
}

export function moment(iso: string, locale: string): string {
  return dates(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(iso));
}

/** Three digits after the point: prices per minute are fractions of a cent. */
export function money(amount: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: 3,
    maximumFractionDigits: 3,
  }).format(amount);
}

export function quantity(value: number, locale: string): string {
  return numbers(locale, 3, 0).format(value);
}

/** Up to two letters that stand for a person; `null` for a bare telephone number. */
export function initials(name: string | null): string | null {
  const words = (name ?? "")
    .trim()
    .split(/\s+/u)
    .filter((word) => /^\p{L}/u.test(word));
  if (words.length === 0) return null;
  const first = [...words[0]!][0] ?? "";
  const last = words.length > 1 ? ([...words.at(-1)!][0] ?? "") : "";
  return (first + last).toLocaleUpperCase();
}

const numberFormats = new Map<string, Intl.NumberFormat>();
function numbers(locale: string, maximum: number, minimum = maximum): Intl.NumberFormat {
  const key = `${locale}/${minimum}/${maximum}`;
  let format = numberFormats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, {
      minimumFractionDigits: minimum,
      maximumFractionDigits: maximum,
    });
    numberFormats.set(key, format);
  }
  return format;
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();
function dates(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let format = dateFormats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, options);
    dateFormats.set(key, format);
  }
  return format;
}
