export * from "./problem.ts";
export * from "./organization.ts";
export * from "./call.ts";
export * from "./transcript.ts";
export * from "./hint.ts";
export * from "./console-events.ts";
export * from "./worker-events.ts";
export * from "./rest.ts";
