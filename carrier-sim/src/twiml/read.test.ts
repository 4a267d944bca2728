import { describe, expect, it } from "vitest";
import { readReply } from "./reply.ts";
import { readTwiml } from "./read.ts";

const verbs = (inner: string) => {
  const reading = readTwiml(`<?xml version="1.0" encoding="UTF-8"?><Response>${inner}</Response>`);
  if (!reading.ok) throw new Error(reading.message);
  return reading;
};

describe("TwiML", () => {
  it.each<[string, string, object]>([
    [
      "Say, spoken without its markup",
      '<Say language="de-DE" loop="0">Guten <break/><prosody rate="slow">Tag</prosody></Say>',
      { verb: "Say", text: "Guten Tag", language: "de-DE", loop: 1000 },
    ],
    [
      "Say, in the language of its voice",
      '<Say voice="Google.tr-TR-Wavenet-A">Merhaba</Say>',
      { language: "tr-TR" },
    ],
    ["Play of digits", '<Play digits="1w2"/>', { verb: "Play", digits: "1w2", url: "" }],
    ["Pause", "<Pause/>", { verb: "Pause", lengthMs: 1000 }],
    [
      "Gather with its defaults",
      "<Gather/>",
      {
        input: { dtmf: true, speech: false },
        timeoutMs: 5000,
        finishOnKey: "#",
        actionOnEmptyResult: false,
        method: "POST",
      },
    ],
    [
      "Gather of speech",
      '<Gather input="dtmf speech" speechTimeout="auto" timeout="3"><Say>Name?</Say></Gather>',
      {
        input: { dtmf: true, speech: true },
        speechTimeoutMs: undefined,
        timeoutMs: 3000,
        prompts: [{ verb: "Say", text: "Name?" }],
      },
    ],
    [
      "Dial of a bare number",
      '<Dial callerId="+491"> +492 </Dial>',
      { nouns: [{ noun: "Number", to: "+492" }], timeoutMs: 30_000 },
    ],
    [
      "Dial of a client with parameters",
      '<Dial><Client><Identity>ann</Identity><Parameter name="a" value="b"/></Client></Dial>',
      { nouns: [{ noun: "Client", to: "client:ann", params: { a: "b" } }] },
    ],
    [
      "a conference with its defaults",
      "<Dial><Conference>r</Conference></Dial>",
      {
        nouns: [
          {
            noun: "Conference",
            name: "r",
            beep: true,
            muted: false,
            startOnEnter: true,
            endOnExit: false,
            waitUrl: undefined,
            maxParticipants: 250,
          },
        ],
      },
    ],
    [
      "Redirect",
      '<Redirect method="GET">/next</Redirect>',
      { verb: "Redirect", url: "/next", method: "GET" },
    ],
    [
      "a stream",
      '<Connect><Stream url="wss://x/y" name="n"><Parameter name="a" value="1"/></Stream></Connect>',
      { session: { noun: "Stream", url: "wss://x/y", track: "inbound_track", params: { a: "1" } } },
    ],
    [
      "a relay, whose older booleans still count",
      '<Connect><ConversationRelay url="wss://x" interruptible="false" speechtimeout="700"/></Connect>',
      {
        session: {
          interruptible: "none",
          welcomeGreetingInterruptible: "any",
          reportInput: "none",
          speechTimeoutMs: 700,
          partialPrompts: false,
        },
      },
    ],
    [
      "Start of three things",
      '<Start><Stream url="wss://x" track="both_tracks"/><Recording channels="dual"/><Transcription statusCallbackUrl="/t"/></Start>',
      {
        nouns: [
          { noun: "Stream", track: "both_tracks" },
          { noun: "Recording", channels: 2 },
          { noun: "Transcription", track: "both_tracks" },
        ],
      },
    ],
  ])("reads %s", (_what, inner, expected) => {
    const reading = verbs(inner);
    expect(reading.warnings).toEqual([]);
    expect(reading.verbs[0]).toMatchObject(expected);
  });

  it.each([
    ["is not well-formed", "<Response><Say>x</Response>"],
    ["has another root", "<Respond/>"],
    ["escapes nothing", "<Response><Redirect>/a?b=1&c=2</Redirect></Response>"],
    ["is nested without end", `<Response>${"<Say>".repeat(30)}${"</Say>".repeat(30)}</Response>`],
    ["has two roots", "<Response/><Response/>"],
    ["is JSON", '{"verb":"Say"}'],
  ])("refuses with 12100 what %s", (_what, text) => {
    expect(readTwiml(text)).toMatchObject({ ok: false, code: 12_100 });
  });

  it.each([
    ["an unknown verb", "<Sing/>"],
    ["a value that is not allowed", '<Record trim="sometimes"/>'],
    ["a length that is no number", '<Pause length="long"/>'],
    [
      "a parameter that is too long",
      `<Connect><Stream url="wss://x"><Parameter name="a" value="${"x".repeat(500)}"/></Stream></Connect>`,
    ],
  ])("warns of %s and goes on", (_what, inner) => {
    expect(verbs(`${inner}<Hangup/>`)).toMatchObject({ warnings: [{ code: 12_200 }] });
    expect(verbs(`${inner}<Hangup/>`).verbs.at(-1)).toEqual({ verb: "Hangup" });
  });

  it.each<[string, string, string, object]>([
    [
      "markup",
      "text/html; charset=utf-8",
      "<Response><Hangup/></Response>",
      { ok: true, verbs: [{ verb: "Hangup" }] },
    ],
    [
      "plain text that is TwiML",
      "text/plain",
      "<Response><Hangup/></Response>",
      { ok: true, verbs: [{ verb: "Hangup" }] },
    ],
    ["plain words", "text/plain", "Hello", { ok: true, verbs: [{ verb: "Say", text: "Hello" }] }],
    ["sound", "audio/wav", "RIFF", { ok: true, verbs: [{ verb: "Play", url: "http://x/" }] }],
    ["nothing", "application/json", "", { ok: true, verbs: [] }],
    ["something else", "application/json", "{}", { ok: false, code: 12_300 }],
  ])("takes a reply of %s by its content type", (_what, contentType, body, expected) => {
    expect(
      readReply({ ok: true, url: "http://x/", contentType, body: new TextEncoder().encode(body) }),
    ).toMatchObject(expected);
  });
});
