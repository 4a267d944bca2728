/**
 * postgres.js 3.4.9 writes a transaction's next statement to a connection that closed in the same
 * tick: `socket` is null in its `nextWrite`, and the TypeError comes from a timer where nobody can
 * catch it. The statement itself is given up by our own time limit, so the process may go on.
 */
export function isDeadSocketWrite(error: unknown): boolean {
  // By its looks, not its class: a test runner shows errors of another process.
  if (typeof error !== "object" || error === null) return false;
  const { name = "", message = "", stack = "" } = error as Record<string, string>;
  return (
    name === "TypeError" &&
    message.includes("reading 'write'") &&
    /nextWrite.*postgres[\\/](?:src|cjs[\\/]src)[\\/]connection\.js/.test(stack)
  );
}
