/** The cookies one call carries, per origin. Bounded: the eleventh cookie of an origin pushes the first out. */
export interface CookieJar {
  header(url: string): string | undefined;
  store(url: string, setCookies: string[]): void;
}

export function createCookieJar(): CookieJar {
  const origins = new Map<string, Map<string, string>>();
  return {
    header(url) {
      const cookies = origins.get(new URL(url).origin);
      if (cookies === undefined || cookies.size === 0) return undefined;
      return [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    },
    store(url, setCookies) {
      const origin = new URL(url).origin;
      const cookies = origins.get(origin) ?? new Map<string, string>();
      for (const line of setCookies) {
        const [pair = ""] = line.split(";", 1);
        const at = pair.indexOf("=");
        if (at < 1 || pair.length > 4096) continue;
        cookies.delete(pair.slice(0, at).trim());
        if (!/;\s*max-age=0\b/i.test(line))
          cookies.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
        if (cookies.size > 10) cookies.delete(cookies.keys().next().value ?? "");
      }
      if (origins.size < 10 || origins.has(origin)) origins.set(origin, cookies);
    },
  };
}
