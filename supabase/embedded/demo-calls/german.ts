import { recogniser, silence, type Caller, type Scenario } from "./scenario.ts";

const greeting =
  "Sie sprechen mit dem automatischen Assistenten von AssetCare24. Das Gespräch wird aufgezeichnet. Guten Tag, wie kann ich Ihnen helfen?";

export const germanCallers: readonly Caller[] = [
  {
    name: "Sabine Krüger",
    number: "+493023125142",
    address: "Lindenallee 14, zweiter Stock links",
  },
  { name: "Jürgen Hoffmann", number: "+493023125167", address: "Am Stadtgraben 3" },
  { name: "Anna Weiß", number: "+493023125188", address: "Goethestraße 52, Hinterhaus" },
  { name: "Klaus Behrendt", number: "+493023125105", address: "Ulmenweg 9" },
];

export const germanScenarios: readonly Scenario[] = [
  {
    language: "de-DE",
    lines: [
      ["bot", greeting],
      [
        "caller",
        "Krüger, hallo. Bei mir kommt Wasser durch die Badezimmerdecke, es tropft schon auf den Boden.",
      ],
      ["bot", "Das klingt dringend. Wo genau wohnen Sie?"],
      ["caller", "{address}."],
      ["bot", "Ich habe notiert: {address}. Unter welcher Nummer erreichen wir Sie?"],
      ["caller", "Unter dieser hier. Es wird immer mehr, soll ich irgendwas abdrehen?"],
      [
        "operator",
        "Hier ist Mira Lindholm von AssetCare24, ich übernehme. Bitte schalten Sie zuerst die Sicherung fürs Bad aus.",
      ],
      ["caller", "Gott sei Dank. Okay, die Sicherung ist raus."],
      ["operator", "Sehr gut. Und jetzt den Haupthahn im Keller zudrehen, ich bleibe dran."],
      ["caller", "Ist zu. Es tropft nur noch."],
      ["operator", "Prima. Der Notdienst ist in vierzig Minuten bei Ihnen."],
    ],
    takenOverAt: 6,
    hint: {
      line: 1,
      words: "Wasser durch die Badezimmerdecke",
      kind: "warning",
      title: "Erst Strom aus, dann Wasser zu",
      say: "Bitte schalten Sie zuerst die Sicherung aus und gehen Sie nicht durch das Wasser.",
      source: "Wasserschaden, erste Schritte",
    },
    request: { problem: "Wasser durch die Badezimmerdecke", urgency: "emergency", kind: "request" },
    outcome: "taken_over",
  },
  {
    language: "de-DE",
    lines: [
      ["bot", greeting],
      ["caller", "Guten Tag, bei uns ist seit heute Morgen das warme Wasser weg."],
      ["bot", "Das tut mir leid. Wie lautet die Adresse?"],
      ["caller", "{address}."],
      ["bot", "Wie eilig ist es?"],
      ["caller", "Diese Woche reicht, wir haben noch einen Boiler in der Küche."],
      ["bot", "Unter welcher Nummer rufen wir zurück?"],
      ["caller", "Unter der, von der ich anrufe."],
      ["bot", "Kein warmes Wasser, {address}, diese Woche, Rückruf auf dieser Nummer. Stimmt das?"],
      ["caller", "Ja, stimmt."],
      ["bot", "Danke, das ist aufgenommen. Auf Wiederhören."],
    ],
    request: {
      problem: "Kein warmes Wasser seit heute Morgen",
      urgency: "this_week",
      kind: "request",
    },
    stream: {
      turns: {
        1: silence("open", 1_000, 1_420, 1_180),
        3: silence("address", 500, 252, 133),
        5: recogniser(550, 290, 128),
        7: silence("digits", 900, 218, 124),
        9: silence("yes_no", 280, 402, 121),
      },
      fellBack: { line: 1, note: "voice_fell_back" },
      cut: { line: 8, heard: "Kein warmes Wasser, {address}, diese Woche," },
      tools: [
        {
          line: 9,
          afterMs: 330,
          tool: "save_request",
          input: {
            problem: "Kein warmes Wasser seit heute Morgen",
            address: "{address}",
            urgency: "this_week",
            callbackNumber: "{number}",
          },
          result: { reference: "{reference}" },
          tookMs: 191,
        },
      ],
    },
    outcome: "request_taken",
  },
  {
    language: "de-DE",
    lines: [
      ["bot", greeting],
      ["caller", "Ich warte seit Montag auf den Monteur, was ist denn da los?"],
      ["bot", "Ich sehe nach. Ihr Auftrag ist in Bearbeitung, der Termin ist noch offen."],
      ["caller", "Das reicht mir nicht. Ich will mit einem Menschen sprechen."],
      [
        "operator",
        "Hier ist Jonas Brandt. Sie warten seit Montag, das ist zu lang, es tut mir leid.",
      ],
      ["caller", "Allerdings. Wann kommt jetzt jemand?"],
      ["operator", "Ich rufe den Monteur sofort an und melde mich heute bis fünf bei Ihnen."],
      ["caller", "Gut. Danke."],
    ],
    takenOverAt: 4,
    hint: {
      line: 1,
      words: "warte seit Montag",
      kind: "suggested_reply",
      title: "Erst entschuldigen, dann Zusage",
      say: "Sie warten zu lange, das tut mir leid. Ich kümmere mich jetzt selbst darum.",
      source: "Beschwerden",
    },
    outcome: "taken_over",
  },
  {
    language: "de-DE",
    lines: [
      ["bot", greeting],
      ["caller", "Ach so, ein Automat."],
      ["bot", "Ich nehme Ihr Anliegen gern auf. Worum geht es?"],
    ],
    outcome: "abandoned",
  },
];
