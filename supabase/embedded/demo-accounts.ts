/**
 * The people of the demo: one per role, a second operator to compete with the first, and one of
 * another organization. Where they belong and what they may do is in `seed.sql`.
 */
export const demoAccounts = [
  { email: "operator@assetcare24.example", displayName: "Mira Lindholm", role: "operator" },
  { email: "operator2@assetcare24.example", displayName: "Jonas Brandt", role: "operator" },
  { email: "supervisor@assetcare24.example", displayName: "Selin Aydın", role: "supervisor" },
  { email: "admin@assetcare24.example", displayName: "Pavel Orlow", role: "admin" },
  {
    email: "operator@nordlicht.example",
    displayName: "Frauke Petersen",
    role: "operator (other organization)",
  },
] as const;
