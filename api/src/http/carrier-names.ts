import type { CarrierParams } from "./carrier-door.ts";

/**
 * What makes two requests one. The carrier signs names and values run together, so whoever holds
 * a signed request could move the border between two fields and have it taken for a new one; in
 * its own shape a name leaves no room for that.
 */
const SHAPES: Record<string, RegExp> = {
  CallSid: /^CA[0-9a-fA-F]{32}$/,
  TranscriptionSid: /^GT[0-9a-fA-F]{32}$/,
  SequenceId: /^\d{1,9}$/,
};

/** Are all the names a request carries whole? One it does not carry is not missed here. */
export const hasWholeNames = (params: CarrierParams): boolean =>
  Object.entries(SHAPES).every(([name, shape]) => {
    const value = params[name];
    return value === undefined || shape.test(value);
  });
