import { list } from "../../speech/phrases.ts";
import { compilePlaces, GERMAN_CITIES, GERMAN_ENDINGS } from "./types.ts";

export const german = compilePlaces({
  locale: "de-DE",
  street: list(`
    straße, str, allee, platz, weg, gasse, ring, damm, ufer, chaussee, promenade, markt
  `),
  glued: [
    ...GERMAN_ENDINGS,
    "*ring",
    "*hof",
    "*markt",
    "*stieg",
    "*steig",
    "*graben",
    "*berg",
    "*brücke",
    "*wall",
    "*park",
    "*pfad",
    "*winkel",
    "*tor",
    "*kamp",
    "*feld",
    "*hain",
  ],
  name: "before",
  nameWords: 2,
  numberFirst: false,
  prefixes: list(`
    am, an der, an den, im, in der, in den, unter den, unter der, auf der, auf dem, hinter der,
    hinter dem, vor dem, vor der, zum, zur, beim, bei der
  `),
  keepPrefix: true,
  bare: ["*er"],
  called: ["straße heißt", "straße nennt sich", "heißt die straße", "der straßenname ist"],
  adjectives: [
    "alter",
    "alte",
    "alten",
    "neuer",
    "neue",
    "neuen",
    "kleine",
    "kleiner",
    "große",
    "großer",
    "obere",
    "oberer",
    "untere",
    "unterer",
    "hoher",
    "hohe",
    "langer",
    "lange",
    "grüner",
    "grüne",
  ],
  marker: list(`nummer, nr, hausnummer, haus`),
  parts: list(`
    wohnung|apartment|etage|stock|stiege|top|aufgang|eingang|block _, _ stock|etage|obergeschoss|og,
    im _ stock|obergeschoss, in der _ etage, hinterhaus, vorderhaus, seitenflügel, erdgeschoss,
    dachgeschoss, links, rechts, im hinterhaus, im erdgeschoss
  `),
  cities: GERMAN_CITIES,
  stop: list(`
    ich, wir, sie, es, das, der, die, den, dem, des, in, im, am, an, auf, zur, zum, bei, ist, und,
    oder, aber, mit, von, vom, adresse, nummer, wohne, wohnen, bin, sind, hier, ja, nein, nicht,
    kein, keine, meine, mein, unser, unsere, tot, kaputt, defekt, leer, nass, bitte, zwar, äh, ähm,
    also, mal, noch, seit, für, uhr, telefonnummer, handynummer, hausnummer, notfall, montag,
    dienstag, mittwoch, donnerstag, freitag, samstag, sonntag, keller, bad, küche, haus, über,
    unter, aus, ab, vorwahl, doch, nur, richtig, warm, kalt, fest, raus, tage*, wochen, herr, frau,
    moment, jetzt, stock, wohnung, immer, wieder, wasser*, mehr, notruf, einer, meiner, unserer,
    dieser, dauer, zimmer
  `),
  stopEndings: ["t", "zimmer"],
  measures: list(`
    tag*, stunde*, minute*, woche*, monat*, jahr*, uhr, mal, grad, prozent, leute, personen, kinder,
    zimmer, meter, zentimeter, liter, heizkörper, fenster, euro
  `),
  small: list(`am, an, der, den, dem, im, in, unter, auf, hinter, vor, zum, zur, beim, bei`),
});
