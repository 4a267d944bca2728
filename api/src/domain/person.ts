import type { Grant, Me } from "@patchbay/contracts";

/** Somebody who is signed in, as the database knows them. */
export interface Person extends Me {
  /** When their token stops being valid. */
  expiresAt: Date;
}

export const may = (person: Person, wanted: Grant): boolean => person.grants.includes(wanted);
