import { transition } from "../call.ts";
import { isDurable, isRecord, type Effect, type Transition } from "../call-effects.ts";
import type { CallHappening, CallReport } from "../call-events.ts";
import type { CallState, Operator } from "../call-state.ts";
import type { BotEngine } from "../engine.ts";
import { openInbound, openOutbound } from "../opening.ts";

/** Tells a call's story event by event, with a clock that stands still until it is moved. */

export const ada: Operator = { userId: "00000000-0000-4000-8000-0000000000a1", name: "Ada" };
export const ben: Operator = { userId: "00000000-0000-4000-8000-0000000000b2", name: "Ben" };
const CALL = "00000000-0000-8000-a000-000000000001";
export const CALLER = "CAcaller";

const opening = {
  id: CALL,
  organizationId: "00000000-0000-4000-8000-0000000000ff",
  numberId: null,
  botId: "00000000-0000-4000-8000-0000000000b0",
  language: "en-US",
  fromNumber: "+12025550142",
  toNumber: "+12025550124",
  callerName: null,
  record: true,
  ringMs: 20_000,
  at: 1_000_000,
} as const;

export class Story {
  state: CallState;
  now = 1_000_000;
  effects: Effect[] = [];
  last: Transition;
  candidates: Operator[] = [];
  hasWorker = true;
  #ids = 0;

  constructor(state: CallState) {
    this.state = state;
    this.last = { state, effects: [] };
  }

  static inbound(over: { botId?: string | null; engine?: BotEngine } = {}): Story {
    return new Story(openInbound({ ...opening, engine: "relay", ...over, callerSid: CALLER }));
  }

  static outbound(): Story {
    return new Story(openOutbound({ ...opening, botId: null, operator: ada }));
  }

  /** A caller who talks with the bot. */
  static withBot(engine: BotEngine = "relay"): Story {
    const story = Story.inbound({ engine });
    story.tell({ type: "document.asked" });
    story.tell({ type: "bot.opened", epoch: 1, sessionId: "s1" });
    if (engine === "stream") story.tell({ type: "bot.spoke" });
    return story;
  }

  /** An operator who has taken over and is heard, in epoch 2. */
  static withOperator(engine: BotEngine = "relay"): Story {
    const story = Story.withBot(engine);
    story.tell({ type: "takeover.asked", operator: ada, epoch: 1 });
    story.operatorJoins("CAada", 2);
    story.tell({ type: "document.asked" });
    story.joins(CALLER, 2, "caller-2-1", 2);
    return story;
  }

  tell(report: CallReport): Transition {
    this.#ids += 1;
    const happening: CallHappening = {
      candidates: this.candidates,
      hasWorker: this.hasWorker,
      at: this.now,
      id: `00000000-0000-4000-8000-${String(this.#ids).padStart(12, "0")}`,
      ...report,
    } as CallHappening;
    this.last = transition(this.state, happening);
    this.state = this.last.state;
    this.effects.push(...this.last.effects);
    return this.last;
  }

  after(ms: number): Transition {
    this.now += ms;
    return this.tell({ type: "time.passed" });
  }

  joins(sid: string, epoch: number, label: string, seq: number): Transition {
    return this.tell({ type: "participant.joined", sid, epoch, label, seq });
  }

  leaves(sid: string, epoch: number, label: string, seq: number, withCaller = false): Transition {
    return this.tell({ type: "participant.left", sid, epoch, label, seq, withCaller });
  }

  operatorJoins(sid: string, epoch: number, operator: Operator = ada): Transition {
    const label = `operator-${epoch}-${sid}`;
    this.tell({ type: "operator.connecting", operatorId: operator.userId, epoch, sid, label });
    return this.joins(sid, epoch, label, 1);
  }

  /** Of the last event, in short: durable effects by kind, notes and moves by name. */
  get told(): string[] {
    return this.last.effects.map((effect) => {
      if (isDurable(effect)) return effect.kind;
      if (!isRecord(effect))
        return "state" in effect ? `${effect.kind}:${effect.state}` : effect.kind;
      if (effect.fact.type === "noted") return `noted:${effect.fact.note}`;
      return effect.fact.type === "baton.moved" ? `moved:${effect.fact.cause}` : effect.fact.type;
    });
  }

  get where(): string {
    const { holder, phase, epoch, place } = this.state;
    return `${holder.kind}/${phase}@${epoch} ${place}`;
  }
}
