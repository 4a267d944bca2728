/** The people of the demo organization, one per role and a second operator to compete with the first. */
export const demoAccounts = [
  { email: "operator@assetcare24.example", displayName: "Olivia Operator", role: "operator" },
  { email: "operator2@assetcare24.example", displayName: "Oskar Operator", role: "operator" },
  { email: "supervisor@assetcare24.example", displayName: "Selin Supervisor", role: "supervisor" },
  { email: "admin@assetcare24.example", displayName: "Adam Admin", role: "admin" },
] as const;
