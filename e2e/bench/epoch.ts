/** Now, ms since 1970 with fractions: comparable with a page's clock on the same machine. */
export const epochMs = (): number => performance.timeOrigin + performance.now();
