import type { Expectation } from "@patchbay/contracts";

/** Something a bot says last, and the kind of answer it wants. */
export type Asked = readonly [said: string, wants: Expectation];
