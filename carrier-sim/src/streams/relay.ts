import type { WebSocket } from "ws";
import { dtmf } from "../audio/tones.ts";
import type { Exchange } from "../switchboard/exchange.ts";
import type { Leg } from "../switchboard/leg.ts";
import { newSid } from "../switchboard/sid.ts";
import type { RelayNoun } from "../twiml/ast.ts";
import { loadMedia } from "../twiml/run/play.ts";
import { frameText } from "./frame-text.ts";
import { openSocket } from "./open-socket.ts";
import { listenForRelay } from "./relay-ear.ts";
import { type RelayCommand, type RelayEvent, readRelayCommand } from "./relay-messages.ts";
import { createRelayVoice } from "./relay-voice.ts";
import { checkSocketAddress } from "./socket-address.ts";

/** How a session ended, as the action is told. `abandoned`: the call was updated or hung up. */
export type RelayEnd =
  | { status: "ended"; handoffData?: string | undefined }
  | { status: "failed"; code: number; message: string }
  | { status: "abandoned" };

export interface RelayOutcome {
  sessionId: string;
  durationSeconds: number;
  end: RelayEnd;
}

const MAX_MALFORMED_IN_A_ROW = 10;

/** Runs one ConversationRelay session to its end. The signal closes it from our side. */
export async function runRelay(
  x: Exchange,
  leg: Leg,
  noun: RelayNoun,
  callStatus: string,
  signal: AbortSignal,
): Promise<RelayOutcome> {
  const sessionId = newSid("VX");
  const beganAt = Date.now();
  const outcome = (end: RelayEnd): RelayOutcome => ({
    sessionId,
    end,
    durationSeconds: Math.round((Date.now() - beganAt) / 1000),
  });
  const failed = (code: number, message: string): RelayOutcome => {
    x.alerts.raise(code, message, leg.sid);
    return outcome({ status: "failed", code, message });
  };
  const address = checkSocketAddress(noun.url);
  if (!address.ok) return failed(64_101, address.message);
  const opening = await openSocket(address.url, noun.url, x.account.authToken);
  if (signal.aborted) {
    if (opening.ok) opening.socket.terminate();
    return outcome({ status: "abandoned" });
  }
  if (!opening.ok) return failed(64_102, "ConversationRelay: the socket could not be opened");
  const { socket } = opening;
  const droppable = { callSid: leg.sid, kind: "relay" as const, drop: () => socket.terminate() };
  x.streams.sockets.add(droppable);
  const end = await converse(
    x,
    leg,
    noun,
    socket,
    setupMessage(x, leg, noun, sessionId, callStatus),
    signal,
  );
  x.streams.sockets.delete(droppable);
  return end.status === "failed" ? failed(end.code, end.message) : outcome(end);
}

function converse(
  x: Exchange,
  leg: Leg,
  noun: RelayNoun,
  socket: WebSocket,
  setup: object,
  signal: AbortSignal,
): Promise<RelayEnd> {
  const { promise, resolve } = Promise.withResolvers<RelayEnd>();
  let language = {
    tts: noun.ttsLanguage ?? noun.language,
    heard: noun.transcriptionLanguage ?? noun.language,
  };
  let malformed = 0;
  let over = false;
  const send = (event: RelayEvent | object): void => {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(JSON.stringify(event));
    if ("type" in event && event.type === "prompt" && event.last)
      x.handedWords.add(leg.sid, event.voicePrompt);
  };
  const speakerEvents = noun.events.includes("speaker-events");
  const voice = createRelayVoice({
    leg,
    speak: (text, lang) =>
      x.voices.speak(text, lang, noun.voice === undefined ? {} : { voice: noun.voice }),
    onSpeaking: (on) =>
      speakerEvents && send({ type: "info", name: "agentSpeaking", value: on ? "on" : "off" }),
    onPlayed: (text) =>
      noun.events.includes("tokens-played") &&
      send({ type: "info", name: "tokensPlayed", value: text }),
  });
  const deafen = listenForRelay({
    leg,
    noun,
    voice,
    language: () => language.heard,
    send,
    agentStopped: () => voice.hush(),
  });

  function finish(end: RelayEnd, close: () => void): void {
    if (over) return;
    over = true;
    signal.removeEventListener("abort", abandon);
    deafen();
    voice.close();
    close();
    setTimeout(() => socket.terminate(), 2_000).unref();
    resolve(end);
  }
  const abandon = (): void =>
    finish({ status: "abandoned" }, () => socket.close(1000, "Closing websocket session"));

  function perform(command: RelayCommand): void {
    switch (command.type) {
      case "text":
        return voice.text(command.token, command.last, {
          language: command.lang ?? language.tts,
          interruptible: command.interruptible ?? noun.interruptible,
          preemptible: command.preemptible ?? noun.preemptible,
        });
      case "play":
        return voice.sound(
          async () => repeated(await loadMedia(x, command.source, leg), command.loop),
          {
            language: language.tts,
            interruptible: command.interruptible ?? noun.interruptible,
            preemptible: command.preemptible ?? noun.preemptible,
          },
        );
      case "sendDigits":
        // Tones wait for the speech in progress.
        return voice.sound(async () => dtmf(command.digits), {
          language: language.tts,
          interruptible: "none",
          preemptible: false,
        });
      case "language":
        language = {
          tts: command.ttsLanguage ?? language.tts,
          heard: command.transcriptionLanguage ?? language.heard,
        };
        return;
      case "end":
        return finish({ status: "ended", handoffData: command.handoffData }, () =>
          socket.close(1000),
        );
    }
  }

  socket.on("message", (data, binary) => {
    if (over) return;
    const command = binary ? undefined : readRelayCommand(frameText(data));
    if (command !== undefined) {
      malformed = 0;
      return perform(command);
    }
    malformed += 1;
    x.alerts.raise(64_107, "ConversationRelay: malformed message", leg.sid);
    send({ type: "error", description: "Invalid message received" });
    if (malformed >= MAX_MALFORMED_IN_A_ROW) {
      finish({ status: "failed", code: 64_105, message: "WebSocket Ended" }, () =>
        socket.close(1007, "Too many malformed messages"),
      );
    }
  });
  socket.on("close", () =>
    finish({ status: "failed", code: 64_105, message: "WebSocket Ended" }, () => undefined),
  );
  signal.addEventListener("abort", abandon, { once: true });

  socket.resume();
  send(setup);
  if (noun.welcomeGreeting !== undefined && noun.welcomeGreeting !== "") {
    voice.text(noun.welcomeGreeting, true, {
      language: language.tts,
      interruptible: noun.welcomeGreetingInterruptible,
      preemptible: false,
    });
  }
  return promise;
}

function setupMessage(
  x: Exchange,
  leg: Leg,
  noun: RelayNoun,
  sessionId: string,
  callStatus: string,
): object {
  const record = leg.record();
  return {
    type: "setup",
    sessionId,
    accountSid: x.account.sid,
    parentCallSid: record.parentCallSid ?? "",
    callSid: record.sid,
    from: record.from,
    to: record.to,
    forwardedFrom: "",
    callType: record.from.startsWith("client:") ? "CLIENT" : "PSTN",
    callerName: "",
    direction: record.direction,
    callStatus: callStatus.toUpperCase(),
    customParameters: noun.params,
  };
}

/** loop 0 is a thousand times for `<Play>`; a minute of it is enough here. */
function repeated(pcm: Int16Array | undefined, loop: number): Int16Array | undefined {
  if (pcm === undefined || pcm.length === 0) return pcm;
  const times = Math.max(
    1,
    Math.min(loop === 0 ? 1000 : loop, Math.ceil((60 * 8_000) / pcm.length)),
  );
  const all = new Int16Array(pcm.length * times);
  for (let at = 0; at < times; at += 1) all.set(pcm, at * pcm.length);
  return all;
}
