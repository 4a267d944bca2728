import type { Dispose, Words } from "../ports.ts";
import type { Leg } from "../switchboard/leg.ts";
import type { Interruptible, RelayNoun } from "../twiml/ast.ts";
import type { RelayEvent } from "./relay-messages.ts";
import type { RelayVoice } from "./relay-voice.ts";

export interface RelayEarOptions {
  leg: Leg;
  noun: RelayNoun;
  voice: RelayVoice;
  language: () => string;
  send(event: RelayEvent): void;
  /** The bot has stopped speaking by interruption: told after the first partial, as on the wire. */
  agentStopped(): void;
}

/** Speech without recognised words (a microphone) interrupts after this long; recognised words do at once. */
const WORDLESS_BARGE_MS = 400;

const allows = (setting: Interruptible, kind: "speech" | "dtmf"): boolean =>
  setting === "any" || setting === kind;

/**
 * What the person says and presses, told to the application. The order on a barge-in is the one observed on the
 * carrier's wire: `clientSpeaking on`, `tokensPlayed`, `interrupt`, the first partial `prompt`, `agentSpeaking off`.
 */
export function listenForRelay({
  leg,
  noun,
  voice,
  language,
  send,
  agentStopped,
}: RelayEarOptions): Dispose {
  let clientSpeaking = false;
  let wordless: NodeJS.Timeout | undefined;

  const speakerEvents = noun.events.includes("speaker-events");
  const setClientSpeaking = (on: boolean): void => {
    if (clientSpeaking === on) return;
    clientSpeaking = on;
    if (speakerEvents) send({ type: "info", name: "clientSpeaking", value: on ? "on" : "off" });
  };

  function interrupt(then: () => void): void {
    const { heard, playedMs } = voice.cut();
    if (heard !== "" && noun.events.includes("tokens-played"))
      send({ type: "info", name: "tokensPlayed", value: heard });
    send({ type: "interrupt", utteranceUntilInterrupt: heard, durationUntilInterruptMs: playedMs });
    then();
    agentStopped();
  }

  const prompt = (text: string, spoken: string, last: boolean): void =>
    send({ type: "prompt", voicePrompt: text, lang: spoken === "" ? language() : spoken, last });

  /** Words that arrived. While the bot speaks they interrupt it, are merely reported, or count for nothing. */
  function recognised(text: string, spoken: string, last: boolean): void {
    clearTimeout(wordless);
    const report = (): void => {
      if (last) setClientSpeaking(false);
      if (last || noun.partialPrompts) prompt(text, spoken, last);
    };
    if (!voice.speaking()) {
      setClientSpeaking(true);
      return report();
    }
    if (allows(voice.interruptible(), "speech")) {
      setClientSpeaking(true);
      return interrupt(report);
    }
    if (allows(noun.reportInput, "speech")) {
      setClientSpeaking(true);
      report();
    } else if (last) {
      setClientSpeaking(false);
    }
  }

  function onWords(words: Words): void {
    switch (words.kind) {
      case "started":
        if (!voice.speaking()) return setClientSpeaking(true);
        clearTimeout(wordless);
        wordless = setTimeout(() => {
          if (!voice.speaking() || !allows(voice.interruptible(), "speech")) return;
          setClientSpeaking(true);
          interrupt(() => undefined);
        }, WORDLESS_BARGE_MS);
        return;
      case "partial":
        return recognised(words.text, words.language, false);
      case "final":
        return recognised(words.text, words.language, true);
      case "unknown":
        clearTimeout(wordless);
        return setClientSpeaking(false);
    }
  }

  function onDigit(digit: string): void {
    const speaking = voice.speaking();
    const barge = speaking && allows(voice.interruptible(), "dtmf");
    const report = (): void => {
      if (noun.dtmfDetection && (!speaking || barge || allows(noun.reportInput, "dtmf")))
        send({ type: "dtmf", digit });
    };
    if (barge) interrupt(report);
    else report();
  }

  const disposals = [leg.words.on(onWords), leg.digits.on(onDigit)];
  return () => {
    clearTimeout(wordless);
    for (const dispose of disposals) dispose();
  };
}
