import type { Sample } from "./types.ts";

const noted = {
  problem: "der Heizkörper pfeift",
  category: "heating",
  address: "Lindenallee 14",
  urgency: "emergency",
  phone: "+4917604069000",
} as const;

/**
 * Written before the lexicon was tuned; no persona says any of these. A smell of gas is an
 * emergency without being called one.
 */
export const heldOut: readonly Sample[] = [
  {
    asked: "problem",
    says: "guten tag bei uns tropft es von der küchendecke ich wohne in der kastanienallee 27 und es ist wirklich dringend",
    expect: {
      problem: "tropft",
      category: "water",
      address: "kastanienallee 27",
      urgency: "emergency",
    },
  },
  {
    asked: "problem",
    says: "hallo die heizung wird seit gestern abend nicht mehr warm, können sie heute noch jemanden schicken",
    expect: { problem: "heizung", category: "heating", urgency: "today" },
  },
  {
    asked: "problem",
    says: "Mein Schlüssel ist im Schloss abgebrochen.",
    expect: { problem: "schlüssel", category: "lock" },
  },
  {
    asked: "problem",
    says: "der aufzug steckt zwischen zwei etagen fest, gartenstraße 8",
    expect: { problem: "aufzug", category: "lift", address: "gartenstraße 8" },
  },
  {
    asked: "problem",
    says: "der wasserhahn im gäste wc tropft ein bisschen, das hat aber keine eile",
    expect: { problem: "wasserhahn", category: "water", urgency: "whenever" },
  },
  {
    asked: "problem",
    says: "In der Küche sind alle Steckdosen tot, Berliner Straße 112, meine Nummer ist 0176 04069034",
    expect: {
      problem: "steckdosen",
      category: "electricity",
      address: "berliner straße 112",
      phone: "+4917604069034",
    },
  },
  {
    asked: "problem",
    says: "die toilette läuft über, bitte sofort jemanden schicken",
    expect: { problem: "toilette", category: "water", urgency: "emergency" },
  },
  {
    asked: "problem",
    says: "wir haben mäuse im keller, diese woche wäre gut",
    expect: { problem: "mäuse", category: "pest", urgency: "this_week" },
  },
  {
    asked: "problem",
    says: "es geht um meine spülmaschine die pumpt nicht mehr ab",
    expect: { problem: "spülmaschine", category: "appliance" },
  },
  {
    asked: "problem",
    says: "das fenster im wohnzimmer lässt sich nicht mehr schließen am markt drei",
    expect: { problem: "fenster", category: "opening", address: "am markt 3" },
  },
  {
    asked: "problem",
    says: "im treppenhaus riecht es ganz stark nach gas",
    expect: { problem: "gas", category: "gas", urgency: "emergency" },
  },
  {
    asked: "problem",
    says: "der heizkörper im kinderzimmer gluckert und bleibt kalt",
    expect: { problem: "heizkörper", category: "heating" },
  },
  {
    asked: "problem",
    says: "unser garagentor klemmt, morgen vormittag würde passen",
    expect: { problem: "garagentor", category: "opening", urgency: "this_week" },
  },
  {
    asked: "problem",
    says: "hinter dem schrank hat sich schimmel gebildet",
    expect: { problem: "schimmel", category: "mould" },
  },
  {
    asked: "problem",
    says: "ständig fliegt die sicherung raus wenn ich den herd anmache",
    expect: { problem: "sicherung", category: "electricity" },
  },
  {
    asked: "problem",
    says: "Rohrbruch im Keller, Lessingweg 5b, kommen Sie schnell!",
    expect: {
      problem: "rohrbruch",
      category: "water",
      address: "lessingweg 5b",
      urgency: "emergency",
    },
  },
  {
    asked: "address",
    says: "hausnummer vierzehn in der ahornstraße",
    expect: { address: "ahornstraße 14" },
  },
  {
    asked: "address",
    says: "das ist die karl marx straße einhundertzwölf im dritten stock",
    expect: { address: "karl marx straße 112" },
  },
  { asked: "address", says: "rosenweg sieben", expect: { address: "rosenweg 7" } },
  {
    asked: "address",
    says: "unter den linden 21 10117 berlin",
    expect: { address: "unter den linden 21 10117 berlin" },
  },
  {
    asked: "address",
    says: "ich wohne am alten bahnhof 4",
    expect: { address: "am alten bahnhof 4" },
  },
  { asked: "address", says: "Schillerplatz zwölf a", expect: { address: "schillerplatz 12a" } },
  { asked: "address", says: "marienburger 19 hinterhaus", expect: { address: "marienburger 19" } },
  {
    asked: "address",
    says: "goethestr. 33 und meine handynummer ist null eins fünf zwei zwei acht acht eins sieben drei acht sechs",
    expect: { address: "goethestr 33", phone: "+4915228817386" },
  },
  {
    asked: "urgency",
    says: "das kann ruhig warten, irgendwann wenn jemand zeit hat",
    expect: { urgency: "whenever" },
  },
  { asked: "urgency", says: "so schnell wie möglich bitte", expect: { urgency: "emergency" } },
  { asked: "urgency", says: "am besten bis freitag", expect: { urgency: "this_week" } },
  { asked: "urgency", says: "heute nachmittag wenn das geht", expect: { urgency: "today" } },
  {
    asked: "urgency",
    says: "nein ein notfall ist es nicht, die nächsten tage reicht",
    expect: { urgency: "this_week" },
  },
  { asked: "urgency", says: "Ja, das ist ein Notfall.", expect: { urgency: "emergency" } },
  {
    asked: "phone",
    says: "null drei null zwei drei eins zwei fünf null vier sechs",
    expect: { phone: "+493023125046" },
  },
  { asked: "phone", says: "die nummer von der ich anrufe", expect: { phone: "+493023125010" } },
  {
    asked: "phone",
    says: "null eins sieben sechs null vierzig neunundsechzig null zwölf",
    expect: { phone: "+4917604069012" },
  },
  {
    asked: "phone",
    says: "rufen sie mich einfach unter dieser nummer zurück",
    expect: { phone: "+493023125010" },
  },
  {
    asked: "phone",
    says: "plus neunundvierzig dreißig dreiundzwanzig hundertfünfundzwanzig null neun eins",
    expect: { phone: "+493023125091" },
  },
  { asked: "phone", says: "0171 / 555 66 77", expect: { phone: "+491715556677" } },
  {
    asked: "phone",
    says: "030 23125 017 und bitte noch heute",
    expect: { phone: "+493023125017", urgency: "today" },
  },
  {
    asked: "confirm",
    given: noted,
    says: "nein hausnummer 16",
    expect: { ...noted, problem: "heizkörper", address: "lindenallee 16" },
  },
  {
    asked: "confirm",
    given: noted,
    says: "die telefonnummer stimmt nicht, richtig ist 0176 04069071",
    expect: { ...noted, problem: "heizkörper", phone: "+4917604069071" },
  },
  {
    asked: "confirm",
    given: noted,
    says: "fast, aber es ist kein notfall, diese woche reicht",
    expect: { ...noted, problem: "heizkörper", urgency: "this_week" },
  },
];
