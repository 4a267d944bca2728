import type { WebSocket } from "ws";
import { z } from "zod";
import type { LegControl, Person } from "../../ports.ts";
import { createCaptions } from "./captions.ts";
import { withFrames } from "./frame-tap.ts";
import { observe, type PersonEvent } from "../observe.ts";
import type { People } from "../people.ts";
import type { VisitorPerson } from "../visitor.ts";
import { personasOf } from "./personas-of.ts";
import { spaced } from "./spaced.ts";
import { FRAME_BYTES, type BoothNumber, type ToPage } from "./wire.ts";

export interface BoothDeps {
  numbers(): Omit<BoothNumber, "shown">[];
  people: People;
  /** The audio clock, ms. */
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
    const captions = createCaptions((atMs) => Math.max(0, Math.round(atMs - connectedAt)));
    const onEvent = (event: PersonEvent): void => {
      if (event.kind === "connected") connectedAt = event.atMs;
      if (event.kind === "ended") call = undefined;
      const message = captions(event);
      if (message) send(message);
    };
    const tapped = withFrames(observe(person, deps.now, onEvent), (heard, said) => {
      if (socket.bufferedAmount > MOST_BUFFERED_BYTES || socket.readyState !== socket.OPEN) return;
      const both = new Int16Array(heard.length * 2);
      both.set(heard);
      if (said) both.set(said, heard.length);
      socket.send(both);
    });
    send({ type: "state", state: "dialling" });
    const leg = deps.people.switchboard.dialNumber({ from, to, person: tapped });
    call = { leg, muted: false, ...(visitor ? { visitor } : {}) };
  }

  function handle(raw: string): void {
    const parsed = fromPage.safeParse(asJson(raw));
    if (!parsed.success)
      return send({ type: "refused", reason: "The page sent something unknown. Reload it." });
    const message = parsed.data;
    if (message.type === "call" || message.type === "callYourself") {
      if (call) return send({ type: "refused", reason: "One call at a time: hang up first." });
      if (message.type === "callYourself") {
        const visitor = deps.people.visitor(message.language);
        return start(visitor.person, visitor.from, message.to, visitor.person);
      }
      const persona = deps.people.persona(message.personaId);
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
    numbers: deps.numbers().map((number) => ({ ...number, shown: spaced(number.e164) })),
    personas: personasOf(deps.people),
    voices: deps.people.voices(),
  });
}

function asJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
