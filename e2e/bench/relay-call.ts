import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { WebSocket } from "ws";
import { signature } from "../../carrier-sim/src/webhooks/sign.ts";
import { newCallSid, postAsCarrier, postOver, ringing } from "./carrier-post.ts";
import type { Stand } from "../support/stand.ts";

/** The api asks the carrier about calls that have been quiet for longer. */
const REPORT_MS = 1500;

/** A call whose carrier is the bench itself, so that it knows to the instant what reaches the worker. */
export class RelayCall {
  readonly id: string;
  private readonly sid: string;
  private readonly stand: Stand;
  private readonly socket: WebSocket;
  private readonly news = new EventEmitter();
  private readonly reports: NodeJS.Timeout;

  private constructor(stand: Stand, sid: string, id: string, socket: WebSocket) {
    this.stand = stand;
    this.sid = sid;
    this.id = id;
    this.socket = socket;
    socket.on("message", (data: Buffer) => {
      const message = JSON.parse(data.toString()) as {
        type: string;
        token?: string;
        last?: boolean;
      };
      if (message.type !== "text") return;
      const { token = "" } = message;
      if (token !== "") {
        this.news.emit("text", performance.now());
        this.play(token);
      }
      if (message.last === true) this.news.emit("answered");
    });
    this.reports = setInterval(() => {
      const going = { CallSid: sid, CallStatus: "in-progress" };
      postAsCarrier(stand.stack, "/status", going).catch(() => undefined);
    }, REPORT_MS);
  }

  static async open(stand: Stand): Promise<RelayCall> {
    const { stack, unrecordedNumber: toNumber } = stand;
    const sid = newCallSid();
    // The api asks the carrier about calls it has not heard of, and this carrier cannot be asked.
    await postAsCarrier(stack, "/status", { CallSid: sid, CallStatus: "ringing" });
    const document = await postAsCarrier(stack, "/voice", ringing(sid, toNumber));
    const relay = /<ConversationRelay [\s\S]*?<\/ConversationRelay>/.exec(document)?.[0] ?? "";
    const url = /url="([^"]+)"/.exec(relay)?.[1];
    const parameters = Object.fromEntries(
      [...relay.matchAll(/<Parameter name="(\w+)" value="([^"]+)"/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    ) as Record<string, string>;
    const id = /[?&]call=([0-9a-f-]{36})/.exec(document)?.[1];
    if (url === undefined || id === undefined) throw new Error("the caller got no bot");
    const socket = new WebSocket(url, {
      headers: { "x-twilio-signature": signature(stack.secrets.carrier.authToken, url) },
    });
    const call = new RelayCall(stand, sid, id, socket);
    await once(socket, "open");
    call.send({
      type: "setup",
      sessionId: `VX${randomUUID().replaceAll("-", "")}`,
      accountSid: stack.secrets.carrier.accountSid,
      callSid: sid,
      from: "+12025550171",
      to: toNumber,
      direction: "inbound",
      callStatus: "RINGING",
      customParameters: parameters,
    });
    call.play("Hello, how can I help you?");
    return call;
  }

  private send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  private play(text: string): void {
    this.send({ type: "info", name: "agentSpeaking", value: "on" });
    this.send({ type: "info", name: "tokensPlayed", value: text });
    this.send({ type: "info", name: "agentSpeaking", value: "off" });
  }

  private say(text: string): void {
    this.send({ type: "prompt", voicePrompt: text, lang: "en-US", last: true });
  }

  /** One sentence and its whole answer; ms from sending it to the bot's first words. */
  async ask(text: string): Promise<number> {
    const patience = { signal: AbortSignal.timeout(10_000) };
    const answer = Promise.all([
      once(this.news, "text", patience),
      once(this.news, "answered", patience),
    ]).catch((cause: unknown) => {
      throw new Error("the bot did not answer a sentence", { cause });
    });
    const at = performance.now();
    this.say(text);
    const [[heardAt]] = (await answer) as [[number], unknown];
    return heardAt - at;
  }

  async end(): Promise<void> {
    clearInterval(this.reports);
    this.socket.close(1000);
    await postOver(this.stand.stack, this.sid);
  }
}
