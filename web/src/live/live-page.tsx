export function LivePage(_: { listening: { callId: string | null } }) {
  return null;
}
