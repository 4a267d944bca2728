/** Which policy decided; shown to operators beside the turn. */
export type PatienceReason =
  | "fixed"
  | "waiting"
  | "yes"
  | "no"
  | "normal"
  | "opening"
  | "little"
  | "brief"
  | "unfinished"
  | "whole"
  | "likely"
  | "part"
  | "nothing";

export type Patience = { readonly ms: number; readonly why: PatienceReason };
