import type { Rule } from "./types.ts";

export const times: readonly Rule[] = [
  {
    pattern:
      /(?<![\d:.,])([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?![\d:])(\s?(?:Uhr|[ap]\.?m\b\.?|часов|часа|час))?/giu,
    read: ([, hours, minutes, tail], { words }) => {
      const bare = tail?.trim() ?? "";
      // "2:30 pm" is read well as it stands.
      if (/^[ap]/iu.test(bare)) return undefined;
      const said = words.time(Number(hours), Number(minutes));
      return bare === "" || words.timeTail?.test(bare) === true ? said : `${said}${tail}`;
    },
  },
  {
    // 8–10, 12-14
    pattern: /(?<![\p{L}\d.,:/-])(\d{1,3})\s?[–-]\s?(\d{1,3})(?![\d\p{L}:/-]|[.,]\d)/gu,
    read: ([, from, to], { words }) =>
      words.until === undefined || Number(from) >= Number(to)
        ? undefined
        : `${from} ${words.until} ${to}`,
  },
];
