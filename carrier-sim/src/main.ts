import pino from "pino";
import { loadConfig } from "./config.ts";
import { runProgram } from "./run-program.ts";
import { startCarrier } from "./start-carrier.ts";

const log = pino({ name: "carrier-sim", base: null }, pino.destination({ fd: 2, sync: true }));

runProgram({ name: "carrier simulator", portSetting: "SIM_PORT" }, log, async () =>
  startCarrier(loadConfig(), log),
);
