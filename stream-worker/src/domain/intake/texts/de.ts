import type { Texts } from "./types.ts";

const statuses: Readonly<Record<string, string>> = {
  open: "ist aufgenommen und wartet auf einen Techniker",
  in_progress: "ist gerade in Arbeit",
  done: "ist als erledigt vermerkt",
  cancelled: "wurde storniert",
};

export const german: Texts = {
  greeting: (organization) => `Guten Tag, hier ist ${organization}. Was kann ich für Sie tun?`,
  disclosure: (recorded) =>
    recorded
      ? "Sie sprechen mit einem automatischen Assistenten, und dieses Gespräch wird aufgezeichnet."
      : "Sie sprechen mit einem automatischen Assistenten.",
  apology:
    "Es tut mir leid, bei uns ist etwas schiefgegangen. Bitte versuchen Sie es in ein paar Minuten noch einmal. Auf Wiederhören.",
  menu: (organization) =>
    `Willkommen bei ${organization}. Für einen neuen Auftrag drücken Sie die Eins. Um zu hören, wie es um einen bestehenden Auftrag steht, die Zwei.`,
  voicemail:
    "Bitte sagen Sie uns nach dem Ton, was passiert ist, wo Sie sind und wie wir Sie erreichen.",
  goodbye: "Vielen Dank für Ihren Anruf. Auf Wiederhören!",
  handoverHold:
    "Sehr gern. Bleiben Sie bitte dran, ich suche jemanden aus dem Team, der gerade frei ist.",
  stillTrying: "Ich versuche es weiter. Danke, dass Sie warten.",
  callbackNoted: (phone) =>
    `Ich habe notiert, dass wir Sie unter ${phone} zurückrufen. Es meldet sich jemand, sobald eine Leitung frei ist. Auf Wiederhören!`,
  callbackWithoutNumber:
    "Ich habe Ihren Anruf notiert, und jemand aus dem Team kümmert sich darum, sobald es geht. Auf Wiederhören!",
  nobodyFree: "Es tut mir leid, im Moment sind alle im Gespräch.",

  ask: {
    problem: [
      "Was ist denn passiert?",
      "Können Sie mir noch einmal sagen, worum es geht?",
      "In wenigen Worten: Was ist kaputt? Zum Beispiel ein Rohr, die Heizung, der Strom oder ein Schloss.",
    ],
    address: [
      "Wohin sollen wir kommen? Sagen Sie mir bitte Straße und Hausnummer.",
      "Können Sie mir Straße und Hausnummer noch einmal sagen?",
      "Ich brauche den Ort, an den wir kommen sollen. Zum Beispiel: Ahornstraße vierzehn.",
    ],
    urgency: [
      "Wie eilig ist es: sofort, heute, diese Woche, oder hat es Zeit?",
      "Bis wann muss jemand da sein: sofort, heute, diese Woche, oder später?",
      "Sagen Sie einfach: Notfall, heute, diese Woche, oder keine Eile.",
    ],
    phone: [
      "Unter welcher Nummer können wir Sie zurückrufen?",
      "Sagen Sie mir Ihre Telefonnummer bitte noch einmal, Ziffer für Ziffer.",
      "Sie können die Nummer auch auf Ihrem Telefon eintippen und mit der Rautetaste abschließen.",
    ],
  },
  askHouseNumber: "Und welche Hausnummer ist das?",
  askOwnNumber: (ending) =>
    `Dürfen wir Sie unter der Nummer zurückrufen, von der Sie gerade anrufen, mit ${ending} am Ende?`,
  askForChange:
    "Was soll ich ändern: das Problem, die Adresse, die Dringlichkeit oder die Telefonnummer?",
  askReference: "Wie lautet die Nummer Ihres Auftrags?",
  anythingElse: "Kann ich sonst noch etwas für Sie tun?",
  noted: ["In Ordnung.", "Danke.", "Gut, das habe ich."],
  sorry: [
    "Entschuldigung, das habe ich nicht ganz verstanden.",
    "Verzeihung, ich habe es leider immer noch nicht verstanden.",
  ],
  phoneIncomplete: "Ich glaube, die Nummer war noch nicht vollständig.",
  goOn: "Ja, und weiter?",
  takeYourTime: "Lassen Sie sich Zeit.",
  stillThere: "Sind Sie noch da?",
  oneMoment: "Einen Moment, bitte.",
  silentGoodbye:
    "Ich höre Sie leider nicht mehr und lege jetzt auf. Rufen Sie gern wieder an. Auf Wiederhören!",
  partingNoted: "Was Sie mir gesagt haben, ist notiert, und wir melden uns.",
  offerHuman: "Ich tue mich gerade schwer, Sie zu verstehen. Soll ich jemanden aus dem Team holen?",
  carryOn: "Gut, dann machen wir weiter.",
  robot:
    "Ich bin ein automatischer Assistent. Wenn Sie lieber mit einem Menschen sprechen, sagen Sie es einfach.",
  price:
    "Einen Preis kann ich Ihnen nicht nennen, aber niemand fängt an, bevor Sie wissen, was es kostet.",
  arrival: "Eine Uhrzeit kann ich nicht versprechen; jemand aus dem Team ruft Sie dazu zurück.",
  recording:
    "Das verstehe ich. Selbst kann ich die Aufzeichnung nicht abschalten, deshalb hole ich jemanden, der Ihnen helfen kann.",
  saveFailed:
    "Es tut mir leid, das konnte ich gerade nicht speichern. Ich hole jemanden aus dem Team.",
  lookupFailed: "Es tut mir leid, ich kann unsere Aufträge gerade nicht einsehen.",
  resumedAfterCrash: "Entschuldigung, ich war kurz weg. Machen wir weiter.",
  resumedAfterHandBack: "Da bin ich wieder.",
  safety: {
    gas: "Wenn Sie Gas riechen, verlassen Sie bitte sofort das Haus, fassen Sie keine Schalter an und wählen Sie draußen den Notruf.",
    electricity: "Fassen Sie bitte nichts an, was funkt oder nass ist.",
    water: "Wenn Sie gefahrlos drankommen, drehen Sie bitte den Haupthahn zu.",
    lift: "Falls jemand eingeschlossen ist: ruhig bleiben und die Türen nicht aufdrücken.",
  },

  summary: ({ problem, address, urgency, phone }) =>
    `Ich fasse zusammen. Das Problem: ${problem}. Die Adresse: ${address}. ${urgency} Wir erreichen Sie unter ${phone}. Stimmt das so?`,
  urgency: {
    emergency: "Es ist ein Notfall.",
    today: "Es soll noch heute jemand kommen.",
    this_week: "Es reicht im Laufe der Woche.",
    whenever: "Es hat keine Eile.",
  },
  saved: (reference) =>
    `Das ist notiert. Ihre Auftragsnummer ist ${reference}. Jemand aus dem Team ruft Sie zurück.`,
  requestStatus: (reference, status) =>
    `Ihr Auftrag ${reference} ${statuses[status] ?? "liegt bei uns"}.`,
  notFound: "Dazu habe ich keinen Auftrag gefunden.",
  trunk: { code: "+49", prefix: "0", groups: [4] },
};
