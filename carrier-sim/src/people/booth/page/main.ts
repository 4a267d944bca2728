import { choose, chooseNumber, empty, received, YOURSELF, type Booth } from "./call-state.ts";
import { byId, make } from "./elements.ts";
import { openLine } from "./line.ts";
import { renderCall, renderMeter, renderNumbers, renderPeople } from "./render.ts";
import { levelOf, openMicrophone, openSpeaker, type Microphone, type Speaker } from "./sound.ts";
import { showTrouble } from "./trouble.ts";

let booth: Booth = empty;
let speaker: Speaker | undefined;
let microphone: Microphone | undefined;

function show(next: Booth): void {
  const before = booth;
  booth = next;
  if (
    before.personas !== next.personas ||
    before.chosen !== next.chosen ||
    before.call !== next.call
  )
    renderPeople(next, (id) => show(choose(booth, id)));
  if (before.numbers !== next.numbers || before.number !== next.number) renderNumbers(next);
  if (next.call === "over" && before.call !== "over") hangUpSound();
  renderCall(next, performance.now());
}

function hangUpSound(): void {
  microphone?.close();
  speaker?.close();
  microphone = undefined;
  speaker = undefined;
  renderMeter("heard", 0);
  renderMeter("said", 0);
}

const line = openLine({
  message: (message) => show(received(booth, message, performance.now())),
  away: () =>
    show({
      ...booth,
      line: "away",
      ...(booth.call === "connected" || booth.call === "dialling"
        ? { call: "over", endedAt: performance.now() }
        : {}),
    }),
  frames(heard, said) {
    renderMeter("heard", levelOf(heard));
    renderMeter("said", levelOf(said));
    const mixed = new Float32Array(heard.length);
    // A persona is heard as well; one's own microphone is not played back.
    const own = booth.chosen === YOURSELF ? 0 : 1;
    for (let at = 0; at < mixed.length; at += 1) mixed[at] = (heard[at]! + own * said[at]!) / 32768;
    speaker?.play(mixed);
  },
});

async function dial(): Promise<void> {
  speaker ??= await openSpeaker();
  if (booth.chosen !== YOURSELF) {
    line.send({ type: "call", to: booth.number, personaId: booth.chosen });
    return;
  }
  const language =
    booth.numbers.find((number) => number.e164 === booth.number)?.language ?? "en-US";
  line.send({ type: "callYourself", to: booth.number, language });
  show({
    ...booth,
    notice:
      "No speech recogniser is set up here: your voice is carried, its words are not understood. Type what you say as well.",
  });
  byId("words").focus();
  try {
    microphone = await openMicrophone((frame) => {
      if (!booth.muted) line.sendFrame(frame);
    });
  } catch (error) {
    show({
      ...booth,
      notice: error instanceof Error ? error.message : "The browser gave no microphone.",
    });
  }
}

byId("dial").addEventListener("click", () => void dial());
byId("hang-up").addEventListener("click", () => line.send({ type: "hangUp" }));
byId("mute").addEventListener("click", () => {
  show({ ...booth, muted: !booth.muted });
  line.send({ type: "mute", on: booth.muted });
});
byId("number").addEventListener("change", (event) =>
  show(chooseNumber(booth, (event.target as HTMLSelectElement).value)),
);
byId("say").addEventListener("submit", (event) => {
  event.preventDefault();
  const words = byId<HTMLInputElement>("words");
  if (words.value.trim() !== "") line.send({ type: "say", text: words.value.trim() });
  words.value = "";
});

const keys: [string, string][] = [
  ["1", ""],
  ["2", "ABC"],
  ["3", "DEF"],
  ["4", "GHI"],
  ["5", "JKL"],
  ["6", "MNO"],
  ["7", "PQRS"],
  ["8", "TUV"],
  ["9", "WXYZ"],
  ["*", ""],
  ["0", "+"],
  ["#", ""],
];
byId("pad").append(
  ...keys.map(([digit, letters]) => {
    const button = make(
      "button",
      { type: "button", "aria-label": `Press ${digit}` },
      digit,
      make("small", { "aria-hidden": "true" }, letters),
    );
    button.addEventListener("click", () => line.send({ type: "digit", digit }));
    return button;
  }),
);
renderMeter("heard", 0);
renderMeter("said", 0);
showTrouble(byId("trouble"), byId("quality"));
show(booth);
setInterval(() => {
  if (booth.call === "connected") renderCall(booth, performance.now());
}, 500);
