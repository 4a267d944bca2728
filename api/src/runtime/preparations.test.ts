import { expect, it } from "vitest";
import { workerCommands, type Language } from "@patchbay/contracts";
import type { Route } from "../ports/routing.ts";
import { preparations } from "./preparations.ts";

const speech = {
  speechToText: ["local" as const],
  textToSpeech: ["local" as const],
  voice: null,
  listening: { threshold: 0.5, level: 200, onsetMs: 96, offsetMs: 192, patienceMs: null },
};

function route(id: string, over: Partial<Route> = {}, greeting = "Hello."): Route {
  return {
    numberId: "n",
    organizationId: "o",
    organizationName: "AssetCare24",
    language: "en-US",
    engine: "stream",
    record: true,
    ringMs: 20_000,
    isPlanActive: true,
    bot: { id, name: "Bot", greeting, disclosure: "", prompt: "", voice: null, speech },
    ...over,
  };
}

const nobody = (): boolean => false;
const answer = workerCommands["worker.hello"][1];

it("are the first words of every bot that our own voice may have to speak", () => {
  const routes = [
    route("a"),
    route("b", { engine: "auto" }),
    route("c", { engine: "auto", language: "de-DE" }),
    route("d", { engine: "relay" }),
    route("e", { bot: null }),
  ];
  const named = (isStreamed: (language: Language) => boolean): string[] =>
    preparations(routes, isStreamed).map(({ language, texts }) => `${language} ${texts.join()}`);
  expect(named(nobody)).toEqual(["en-US Hello."]);
  expect(named((language) => language === "de-DE")).toEqual(["en-US Hello.", "de-DE Hello."]);
  expect(preparations([route("a")], nobody)).toEqual([
    { language: "en-US", speech, texts: ["Hello."] },
  ]);
});

it("are rendered once, however many numbers a bot answers, but in each language", () => {
  const routes = [route("a"), route("a"), route("a", { language: "de-DE" })];
  expect(preparations(routes, nobody).map(({ language }) => language)).toEqual(["en-US", "de-DE"]);
});

it("leave out what no worker would take, and stop at what it takes at once", () => {
  expect(preparations([route("a", {}, ""), route("b", {}, "x".repeat(2001))], nobody)).toEqual([]);
  const many = Array.from({ length: 300 }, (_, nth) => route(`bot ${nth}`, {}, "x".repeat(2000)));
  expect(preparations(many, nobody)).toHaveLength(200);
  expect(answer.safeParse({ prepare: preparations(many, nobody) }).success).toBe(true);
});
