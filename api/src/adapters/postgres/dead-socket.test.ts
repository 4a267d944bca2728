import { describe, expect, it } from "vitest";
import { isDeadSocketWrite } from "./dead-socket.ts";

function thrown(
  message: string,
  stack: string,
  kind: new (text: string) => Error = TypeError,
): Error {
  const error = new kind(message);
  error.stack = `${error.name}: ${message}\n    ${stack}`;
  return error;
}

const MESSAGE = "Cannot read properties of null (reading 'write')";
const PLACE = "at Immediate.nextWrite (file:///x/node_modules/postgres/src/connection.js:255:22)";

describe("the write to a connection that has just closed", () => {
  it("is told from every other failure", () => {
    expect(isDeadSocketWrite(thrown(MESSAGE, PLACE))).toBe(true);
    expect(isDeadSocketWrite(thrown(MESSAGE, "at save (file:///x/api/src/store.ts:1:1)"))).toBe(
      false,
    );
    expect(isDeadSocketWrite(thrown("Cannot read properties of null (reading 'id')", PLACE))).toBe(
      false,
    );
    expect(isDeadSocketWrite(thrown(MESSAGE, PLACE, RangeError))).toBe(false);
    expect(isDeadSocketWrite(undefined)).toBe(false);
  });
});
