import type { Rule } from "./types.ts";

export const signs: readonly Rule[] = [
  {
    // Mail addresses are said with their signs.
    pattern: /(?<![\p{L}\d.@])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/gu,
    read: (match, { words }) =>
      match[0].replace("@", ` ${words.at} `).replaceAll(".", ` ${words.dot} `),
  },
  {
    pattern: /(?:№|#)\s?(?=\d)/gu,
    read: (_, { words }) => `${words.numberSign} `,
  },
  {
    pattern: /(?<=\s)&(?=\s)/gu,
    read: (_, { words }) => words.and,
  },
];
