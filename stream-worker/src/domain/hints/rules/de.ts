import { rulesOf } from "./shape.ts";

const safety = "Sicherheit in der ersten Minute";
const service = "Wie wir mit Anrufern sprechen";

export const german = rulesOf("de-DE", {
  gas: {
    title: "Gas: alle hinaus, keine Schalter",
    say: "Bitte verlassen Sie sofort das Haus, fassen Sie keine Schalter an und wählen Sie draußen den Notruf.",
    source: safety,
    anyOf: `
      gasgeruch*, riech* ~ nach gas, riech* ~ ~ nach gas, riech* ~ gas, gas ~ austritt,
      gas ~ ausströmt, gasleck*, gasleitung ~ undicht|leck, stinkt ~ nach gas, rieche gas
    `,
    unless: `
      kein gasgeruch, keinen gasgeruch, riecht nicht, rieche nichts, gasrechnung, nicht nach gas
    `,
  },
  trapped: {
    title: "Person im Aufzug eingeschlossen",
    say: "Ist jemand verletzt oder geht es jemandem schlecht? Bitte ruhig bleiben und die Türen nicht aufdrücken, Hilfe ist unterwegs.",
    source: safety,
    anyOf: `
      im aufzug|fahrstuhl|lift fest*, im aufzug|fahrstuhl|lift eingeschlossen,
      stecke* ~ im aufzug|fahrstuhl|lift, steckt ~ im aufzug|fahrstuhl|lift,
      sitze* ~ ~ im aufzug|fahrstuhl|lift, sitzt ~ ~ im aufzug|fahrstuhl|lift,
      aufzug|fahrstuhl|lift ~ gefangen, eingesperrt ~ aufzug|fahrstuhl|lift,
      aufzug|fahrstuhl ~ jemand drin
    `,
    unless: "niemand, keiner, gestern, aufzug ist leer",
  },
  sparks: {
    title: "Erst die Sicherung heraus",
    say: "Bitte nicht anfassen. Kommen Sie gefahrlos an den Sicherungskasten und können die Hauptsicherung ausschalten?",
    source: safety,
    anyOf: `
      funken*, funkt, stromschlag*, elektrischen schlag, stromstoß, eine gewischt bekommen,
      einen schlag bekommen, riecht verschmort|verbrannt,
      steckdose ~ qualm*|raucht|rauch|schmort, schmort, kurzschluss*, kabel ~ verschmort
    `,
    unless: "funkuhr, zündfunken, keine funken, schlag ins gesicht, es funkt zwischen",
  },
  vulnerable: {
    title: "Kind oder alter Mensch ohne Wärme: heute",
    say: "Ich vermerke das für heute. Haben Sie bis dahin einen warmen Raum oder ein Heizgerät?",
    source: safety,
    anyOf: `
      baby*, säugling*, neugeborene*, kind|kinder|kindern|kleinkind*, oma, opa, großmutter,
      großvater, alte mutter|frau|dame, alter vater|mann, pflegebedürftig*, schwanger*,
      behindert*, rentner*, mutter ist achtzig|neunzig|siebzig, jahre alt
    `,
    with: `
      *heizung*, kalt, eiskalt, friert, frieren, heizkörper*, kein warmes wasser,
      kein warmwasser, kein strom, keinen strom, strom ist weg
    `,
    unless: "kaltwasser, heizungsraum, den kindern geht es gut",
  },
  water: {
    title: "Haupthahn zu, Strom weg vom Wasser",
    say: "Können Sie den Haupthahn zudrehen? Und wo es nass ist, bitte die Sicherung herausnehmen.",
    source: safety,
    anyOf: `
      wasser ~ ~ *decke, tropft ~ ~ *decke, *decke ~ tropft, rohr ~ ~ undicht, rohr ~ tropft,
      eimer, pfütze*, wasserschaden*, rohrbruch*, wasserrohrbruch*, rohr ~ geplatzt,
      geplatztes rohr, überschwemm*, überflut*, wasser ~ decke, tropft ~ ~ decke,
      wasser ~ überall, wasser schießt, wasser ~ strömt, wasser ~ läuft ~ wand, läuft über,
      läuft ~ die wand runter, keller ~ unter wasser, unter wasser
    `,
    unless: "schon zugedreht, bereits zugedreht, kein wasser, wasserrechnung",
  },
  keys: {
    title: "Ausgesperrt: Wer fragt?",
    say: "Bevor wir eine Tür öffnen: Welcher Name steht an der Klingel, und können Sie sich vor Ort ausweisen?",
    source: "Türöffnung nur für Bewohner",
    anyOf: `
      ausgesperrt*, schlüssel ~ verloren, schlüssel ~ geklaut, schlüssel ~ gestohlen,
      schlüssel ~ vergessen, schlüssel ~ drin, schlüssel ~ innen, tür ~ zugefallen,
      ohne schlüssel
    `,
    unless: "schlüssel gefunden, schlüsselfrage, schlüsselfertig",
  },
  recording: {
    title: "Will keine Aufzeichnung",
    say: "Selbstverständlich. Ich beende die Aufzeichnung jetzt, Sie müssen das nicht begründen.",
    source: "Aufzeichnung und Datenschutz",
    anyOf: `
      nicht ~ aufgezeichnet, nicht ~ ~ aufgezeichnet, nicht aufzeichnen, nicht aufnehmen,
      keine aufzeichnung, keine aufnahme, aufzeichnung ~ aus, widerspreche ~ aufzeichnung,
      datenschutz*, meine daten löschen, daten ~ gelöscht, wer hört ~ mit
    `,
    unless: "nichts gegen ~ aufzeichnung, habe nichts dagegen",
  },
  angry: {
    title: "Anrufer ist verärgert: erst zuhören",
    say: "Ich verstehe, dass Sie das ärgert. Ich nehme alles auf und bleibe dran, bis es geklärt ist.",
    source: service,
    anyOf: `
      sofort mit einem mitarbeiter, immer noch kalt|kaputt|defekt, ja doch, na endlich,
      kam niemand, niemand kam, rede nicht mit ~ automat*, seit wochen, endlich verbinden,
      mich endlich, unverschämt*, frechheit*, unmöglich von ihnen, wütend, stinksauer, sauer auf,
      reicht mir jetzt, mir reichts, es reicht jetzt, zum dritten mal, zum vierten mal,
      schon dreimal, keiner ~ gekommen, niemand ~ gekommen, skandal*, lächerlich*, anwalt*,
      katastrophe*, saftladen, nase voll, das ist ja wohl
    `,
    unless: "nicht sauer, nicht wütend, anwaltskanzlei, saure",
  },
  cancel: {
    title: "Möchte absagen",
    say: "Das kann ich für Sie tun. Darf ich fragen, was wir ändern müssten, damit der Termin bleiben kann?",
    source: service,
    anyOf: `
      stornier*, termin ~ absagen, auftrag ~ absagen, auftrag ~ zurückziehen, vertrag ~ kündigen,
      kündigen, kündigung, beschwerde*, beschweren, absagen
    `,
    unless: "nicht stornieren, nicht absagen, nicht kündigen, kündigungsfrist der wohnung",
  },
  price: {
    title: "Preis: keine Zahl am Telefon",
    say: "Sie bekommen vor Beginn einen Kostenvoranschlag; der Besuch selbst wird nach Zeit abgerechnet.",
    source: "Preise und Kostenvoranschläge",
    anyOf: `
      was kostet, was würde ~ ~ kosten, was wird ~ ~ kosten, wie viel kostet, wieviel kostet,
      wie teuer, anfahrtskosten, kostenvoranschlag*, preis*, muss ich ~ zahlen|bezahlen,
      stundenlohn, stundensatz, ist das kostenlos
    `,
    unless: "um jeden preis, preisgekrönt, egal was es kostet",
  },
  tenant: {
    title: "Mieter oder Eigentümer? Wer zahlt",
    say: "Wohnen Sie zur Miete? Dann notiere ich auch die Hausverwaltung, denn Reparaturen am Haus trägt meist der Vermieter.",
    source: "Wer eine Reparatur bestellt",
    anyOf: `
      vermieter*, hausverwaltung*, mein mieter*, zur miete, wer zahlt, wer bezahlt,
      versicherung*, eigentümergemeinschaft
    `,
    unless: "kein vermieter, versicherungskarte",
  },
  entrance: {
    title: "Wie kommt der Techniker hinein?",
    say: "Wie kommt unser Techniker hinein: Welcher Name steht an der Klingel, gibt es ein Tor oder einen Code?",
    source: "Was ein Techniker wissen muss",
    anyOf: `
      klingel ~ kaputt, klingel ~ defekt, klingel ~ ~ nicht, hinterhaus, hintereingang, innenhof,
      durch den hof, türcode, tor ~ verschlossen, klingeln bei, bei ~ klingeln, seiteneingang
    `,
    unless: "sie kennen den weg",
  },
});
