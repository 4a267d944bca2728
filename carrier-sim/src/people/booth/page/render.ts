import { captionsBy, YOURSELF, type Booth, type Line } from "./call-state.ts";
import { byId, clock, icon, initials, make } from "./elements.ts";

const names: Record<string, string> = {
  "en-US": "English",
  "de-DE": "German",
  "tr-TR": "Turkish",
  "ru-RU": "Russian",
};
const inCall = (booth: Booth): boolean => booth.call === "dialling" || booth.call === "connected";

function personRow(
  booth: Booth,
  id: string,
  parts: { name: string; language: string; problem: string; temper: string[]; face: Node | string },
  onChoose: (id: string) => void,
): HTMLElement {
  const button = make(
    "button",
    { type: "button", "aria-pressed": String(booth.chosen === id), "data-persona": id },
    make("span", { class: "face", "aria-hidden": "true" }, parts.face),
    make("span", { class: "name" }, parts.name),
    make("span", { class: "language" }, parts.language),
    make("span", { class: "problem" }, parts.problem),
    make("span", { class: "temper" }, ...parts.temper.map((word) => make("span", {}, word))),
  );
  if (inCall(booth)) button.setAttribute("disabled", "");
  button.addEventListener("click", () => onChoose(id));
  return make("li", {}, button);
}

export function renderPeople(booth: Booth, onChoose: (id: string) => void): void {
  const rows = booth.personas.map((persona) =>
    personRow(
      booth,
      persona.id,
      {
        ...persona,
        language: persona.language.slice(0, 2).toUpperCase(),
        face: persona.silent ? icon("silent") : initials(persona.name),
      },
      onChoose,
    ),
  );
  const yourself = personRow(
    booth,
    YOURSELF,
    {
      name: "Yourself",
      language: "any",
      problem: "Speak with your microphone, or type",
      temper: ["No script"],
      face: icon("microphone"),
    },
    onChoose,
  );
  const list = byId("people");
  const { scrollLeft } = list;
  const hadFocus = list.contains(document.activeElement);
  list.replaceChildren(...rows, yourself);
  list.scrollLeft = scrollLeft;
  if (hadFocus) list.querySelector<HTMLElement>("[aria-pressed=true]")?.focus();
}

const byEar = (line: Extract<Line, { kind: "speech" }>): HTMLElement[] =>
  line.byEar
    ? [make("small", { title: "Known by their sound, by the local recogniser" }, "by ear")]
    : [];

function speech(line: Extract<Line, { kind: "speech" }>, caller: string): HTMLElement {
  const who = line.by === "person" ? caller : line.by === "bot" ? "The bot" : "The line";
  const said = make("p", {}, line.text);
  const item = make(
    "li",
    { class: `${line.by} ${line.state}`, "data-by": line.by, "data-state": line.state },
    make("time", {}, clock(line.atMs)),
    make("span", { class: "who", "aria-hidden": "true" }, icon(line.by)),
    make("div", { class: "speech" }, make("b", {}, who, ...byEar(line)), said),
  );
  item.id = `line-${line.id}`;
  // Words that still grow are not read aloud; the finished line is.
  if (line.state === "speaking") item.setAttribute("aria-hidden", "true");
  return item;
}

const happened = (line: Extract<Line, { kind: "event" }>): HTMLElement =>
  make(
    "li",
    { class: "event-line" },
    make("time", {}, clock(line.atMs)),
    make("span"),
    make("span", { class: "event" }, line.text),
  );

/** What stands in the talk, so that only what changed is written, and read aloud, again. */
let shown: { lines: Line[]; call: Booth["call"]; elements: Map<Line, HTMLElement> } | undefined;

function renderTalk(booth: Booth, caller: string): void {
  if (shown?.lines === booth.lines && shown.call === booth.call) return;
  const talk = byId("talk");
  const atEnd = talk.scrollHeight - talk.scrollTop - talk.clientHeight < 60;
  const known = shown?.elements;
  const elements = new Map<Line, HTMLElement>();
  shown = { lines: booth.lines, call: booth.call, elements };
  if (booth.lines.length === 0) {
    const words =
      booth.call === "dialling"
        ? make(
            "li",
            { class: "empty" },
            make("b", {}, "Ringing"),
            make("p", {}, "The call goes in like any other."),
          )
        : make(
            "li",
            { class: "empty" },
            make("b", {}, "The line is quiet"),
            make(
              "p",
              {},
              "Pick who calls and press Call. Keep the console open in another tab: the call appears there.",
            ),
          );
    talk.replaceChildren(words);
    return;
  }
  for (const line of booth.lines)
    elements.set(
      line,
      known?.get(line) ?? (line.kind === "speech" ? speech(line, caller) : happened(line)),
    );
  const wanted = [...elements.values()];
  for (const element of [...talk.children])
    if (!wanted.includes(element as HTMLElement)) element.remove();
  wanted.forEach((element, at) => {
    if (talk.children[at] !== element) talk.insertBefore(element, talk.children[at] ?? null);
  });
  if (atEnd) talk.scrollTop = talk.scrollHeight;
}

export function renderCall(booth: Booth, now: number): void {
  const persona = booth.personas.find((candidate) => candidate.id === booth.chosen);
  const caller = persona?.name ?? "You";
  const number = booth.numbers.find((candidate) => candidate.e164 === booth.number);
  const busy = inCall(booth);
  byId("face").replaceChildren(
    booth.call === "none" ? "" : persona ? initials(persona.name) : icon("microphone"),
  );
  byId("call-title").textContent =
    booth.call === "none"
      ? "Nobody is calling"
      : persona
        ? `${caller} calls ${number?.label ?? ""}`
        : `You call ${number?.label ?? ""}`;
  byId("call-line").textContent =
    booth.call === "none"
      ? "Pick a caller, then press Call."
      : `${persona ? `${persona.shown} to ` : ""}${number?.shown ?? booth.number} · ${captionsBy(booth)}`;
  byId("clock").textContent = clock(
    booth.connectedAt === null ? 0 : (booth.endedAt ?? now) - booth.connectedAt,
  );
  byId("call").classList.toggle("live", booth.call === "connected");
  const speaking = byId("speaking");
  const last = booth.lines.findLast((line) => line.kind === "speech");
  const botSpeaks =
    booth.call === "connected" &&
    last?.kind === "speech" &&
    last.by === "bot" &&
    last.state === "speaking";
  speaking.className = `chip ${botSpeaks ? "bot" : booth.call === "connected" ? "live" : ""}`;
  speaking.textContent =
    booth.call === "dialling"
      ? "Ringing"
      : botSpeaks
        ? "The bot speaks"
        : booth.call === "connected"
          ? "Connected"
          : booth.call === "over"
            ? "Over"
            : "";
  renderTalk(booth, caller);
  const notice = byId("notice");
  notice.hidden = booth.notice === null;
  notice.textContent = booth.notice ?? "";
  const canType = booth.call === "connected" && booth.chosen === YOURSELF;
  byId("say").hidden = booth.chosen !== YOURSELF;
  byId<HTMLInputElement>("words").disabled = !canType;
  for (const key of byId("pad").querySelectorAll("button"))
    key.disabled = booth.call !== "connected";
  byId("dial").hidden = busy;
  byId<HTMLButtonElement>("dial").disabled = booth.line !== "ready" || booth.number === "";
  byId("hang-up").hidden = !busy;
  const mute = byId("mute");
  mute.hidden = !busy || booth.chosen !== YOURSELF;
  mute.setAttribute("aria-pressed", String(booth.muted));
  mute.textContent = booth.muted ? "Muted" : "Mute";
  byId<HTMLSelectElement>("number").disabled = busy;
  const language = persona?.language ?? number?.language ?? "en-US";
  byId("voice").textContent =
    booth.chosen === YOURSELF
      ? "Your own, or typed words spoken"
      : `${booth.voices[language.slice(0, 2)] ?? "Captions only"}, ${names[language] ?? language}`;
  byId("takeover").textContent = persona
    ? `${caller.split(" ")[0]} answers the operator’s voice`
    : "You hear and answer the operator yourself";
  const line = byId("line");
  line.className = `chip ${booth.line === "away" ? "bad" : ""}`;
  line.firstElementChild!.toggleAttribute("hidden", booth.line !== "ready");
  line.lastElementChild!.textContent =
    booth.line === "ready"
      ? "Line ready"
      : booth.line === "away"
        ? "The carrier is away, trying again"
        : "Connecting";
}

export function renderNumbers(booth: Booth): void {
  const select = byId<HTMLSelectElement>("number");
  if (select.options.length !== booth.numbers.length) {
    const [ordinary, own] = [false, true].map((kind) =>
      booth.numbers
        .filter(({ ownVoice }) => ownVoice === kind)
        .map(({ e164, shown, label }) => make("option", { value: e164 }, `${shown} · ${label}`)),
    );
    select.replaceChildren(
      ...grouped("Ordinary lines", ordinary),
      ...grouped("Lines with the bot’s own ears and voice", own),
    );
  }
  select.value = booth.number;
}

const grouped = (label: string, options: HTMLElement[] = []): HTMLElement[] =>
  options.length === 0 ? [] : [make("optgroup", { label }, ...options)];

/** Ten blocks; `level` is 0–100. */
export function renderMeter(id: "heard" | "said", level: number): void {
  const meter = byId(id);
  if (meter.childElementCount === 0) meter.append(...Array.from({ length: 12 }, () => make("i")));
  const lit = Math.round((level / 100) * meter.childElementCount);
  [...meter.children].forEach((block, at) => block.classList.toggle("on", at < lit));
}
