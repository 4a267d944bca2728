import pino from "pino";
import { runProgram } from "../run-program.ts";
import { loadSpeechConfig } from "./config.ts";
import { startSpeech } from "./start-speech.ts";

const log = pino({ name: "local-speech", base: null }, pino.destination({ fd: 2, sync: true }));

runProgram({ name: "local recogniser and voice", portSetting: "SPEECH_PORT" }, log, async () =>
  startSpeech(loadSpeechConfig()),
);
