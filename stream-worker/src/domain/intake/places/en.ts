import { list } from "../../speech/phrases.ts";
import { compilePlaces, GERMAN_CITIES, GERMAN_ENDINGS } from "./types.ts";

export const english = compilePlaces({
  locale: "en-US",
  street: list(`
    street, st, road, rd, avenue, ave, lane, ln, drive, dr, court, ct, place, pl, boulevard, blvd,
    square, terrace, way, close, crescent, parkway, row, highway, hill, gardens, grove, mews, alley,
    circle, trail, walk, broadway, plaza, quay, rise
  `),
  glued: GERMAN_ENDINGS,
  name: "before",
  nameWords: 3,
  numberFirst: true,
  prefixes: [],
  keepPrefix: false,
  bare: [],
  called: [
    "street is called",
    "street is named",
    "street name is",
    "the name of the street is",
    "its called",
  ],
  adjectives: [],
  marker: list(`number, no, house, house number`),
  parts: list(`
    apartment|apt|flat|unit|suite|room|floor|block|building|door|level _, _ floor, ground floor,
    top floor, basement flat
  `),
  cities: [
    ...GERMAN_CITIES,
    "london",
    "new york",
    "boston",
    "chicago",
    "washington",
    "seattle",
    "austin",
    "denver",
    "brooklyn",
    "queens",
    "manhattan",
    "springfield",
    "portland",
    "san francisco",
    "los angeles",
    "dallas",
    "houston",
    "philadelphia",
    "manchester",
    "dublin",
    "bristol",
    "leeds",
  ],
  stop: list(`
    called, named, i, im, my, our, the, a, an, at, in, on, is, its, it, and, we, were, there, was,
    with, to, of, by, address, number, call, me, please, from, live, here, for, that, this, yes, no,
    not, but, so, be, would, broken, leaking, street, off, near, are, has, or, out, up, down, any,
    more, hot, water, days, house, corner, sure, well, okay, um, uh
  `),
  stopEndings: ["ing"],
  measures: list(`
    days|day, hours|hour, minutes|minute, weeks|week, months|month, years|year, oclock, am|pm,
    times, percent, degrees, people, persons, kids, floors, rooms, of, or, and, meters, inches,
    feet, liters
  `),
  small: ["of", "the"],
});
