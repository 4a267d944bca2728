import type { WebSocket } from "ws";
import { z } from "zod";
import type { LegControl, LegEnd, Pcm8k, Person, Switchboard } from "../../ports.ts";
import { createCaptions } from "./captions.ts";
import { observed } from "./observed-person.ts";
import { FRAME_BYTES, type BoothNumber, type BoothPersona, type ToPage } from "./wire.ts";

/** A person whose words are typed and whose voice comes from a microphone. */
export interface VisitorPerson extends Person {
  say(text: string): void;
  press(digit: string): void;
  /** One frame from the microphone. */
  push(frame: Pcm8k): void;
}

export interface BoothDeps {
  numbers(): BoothNumber[];
  personas(): BoothPersona[];
  voices(): Record<string, string>;
  /** undefined: no such persona. */
  persona(id: string): { person: Person; from: string } | undefined;
  visitor(language: string): { person: VisitorPerson; from: string };
  switchboard: Switchboard;
  now(): number;
}

const fromPage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("call"), to: z.string().max(20), personaId: z.string().max(64) }),
  z.object({
    type: z.literal("callYourself"),
    to: z.string().max(20),
    language: z.string().max(10),
  }),
  z.object({ type: z.literal("say"), text: z.string().min(1).max(500) }),
  z.object({ type: z.literal("digit"), digit: z.string().regex(/^[0-9*#]$/) }),
  z.object({ type: z.literal("mute"), on: z.boolean() }),
  z.object({ type: z.literal("hangUp") }),
]);

/** Sound waits at most this long for a slow page before it is dropped. */
const MOST_BUFFERED_BYTES = 64_000;

/** One page, one call at a time; the call ends with the page. */
export function serveBooth(socket: WebSocket, deps: BoothDeps): void {
  let call: { leg: LegControl; visitor?: VisitorPerson; muted: boolean } | undefined;
  const send = (message: ToPage): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };

  function start(person: Person, from: string, to: string, visitor?: VisitorPerson): void {
    let connectedAt = deps.now();
    const elapsedMs = (): number => Math.max(0, Math.round(deps.now() - connectedAt));
    const captions = createCaptions(elapsedMs);
    const watched = observed(person, {
      ringing: () => send({ type: "state", state: "dialling", atMs: 0 }),
      connected() {
        connectedAt = deps.now();
        send({ type: "state", state: "connected", atMs: 0 });
      },
      ended(end: LegEnd) {
        call = undefined;
        send({ type: "ended", cause: end.cause });
      },
      told: (told) => send(captions.told(told)),
      words(words) {
        const caption = captions.words(words);
        if (caption) send(caption);
      },
      digit: (digit) => send({ type: "digit", digit, atMs: elapsedMs() }),
      frames(heard, said) {
        if (socket.bufferedAmount > MOST_BUFFERED_BYTES) return;
        const both = new Int16Array(heard.length * 2);
        both.set(heard);
        if (said) both.set(said, heard.length);
        socket.send(both);
      },
    });
    send({ type: "state", state: "dialling", atMs: 0 });
    const leg = deps.switchboard.dialNumber({ from, to, person: watched });
    call = visitor ? { leg, visitor, muted: false } : { leg, muted: false };
  }

  function handle(raw: string): void {
    const parsed = fromPage.safeParse(asJson(raw));
    if (!parsed.success)
      return send({ type: "refused", reason: "The page sent something unknown. Reload it." });
    const message = parsed.data;
    if (message.type === "call" || message.type === "callYourself") {
      if (call) return send({ type: "refused", reason: "One call at a time: hang up first." });
      if (message.type === "callYourself") {
        const visitor = deps.visitor(message.language);
        return start(visitor.person, visitor.from, message.to, visitor.person);
      }
      const persona = deps.persona(message.personaId);
      return persona
        ? start(persona.person, persona.from, message.to)
        : send({ type: "refused", reason: "That caller is not here any more. Reload the page." });
    }
    if (message.type === "hangUp") call?.leg.hangUp();
    if (message.type === "say") call?.visitor?.say(message.text);
    if (message.type === "digit") call?.visitor?.press(message.digit);
    if (message.type === "mute" && call) call.muted = message.on;
  }

  socket.on("message", (data, isBinary) => {
    const bytes = Buffer.isBuffer(data)
      ? data
      : Array.isArray(data)
        ? Buffer.concat(data)
        : Buffer.from(data);
    if (!isBinary) return handle(bytes.toString());
    if (bytes.length !== FRAME_BYTES || !call?.visitor || call.muted) return;
    call.visitor.push(
      Int16Array.from({ length: FRAME_BYTES / 2 }, (_, at) => bytes.readInt16LE(at * 2)),
    );
  });
  socket.on("close", () => call?.leg.hangUp());
  socket.on("error", () => socket.terminate());
  send({
    type: "hello",
    numbers: deps.numbers(),
    personas: deps.personas(),
    voices: deps.voices(),
  });
}

function asJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
