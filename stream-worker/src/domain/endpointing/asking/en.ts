import { list } from "../../speech/phrases.ts";
import { compileAsking } from "./types.ts";

export const english = compileAsking({
  locale: "en-US",
  question: list(`
    what, whats, which, where, wheres, when, whens, who, whos, whom, whose, why, how, hows
  `),
  questionAnywhere: false,
  leads: list(`
    and, so, then, okay, ok, but, also, now, well, at, on, under, for, to, by, in, with, from, until,
    please, about, or, just
  `),
  yesNo: list(`
    is, are, was, were, do, does, did, can, could, shall, should, may, might, will, would, have, has,
    isnt, arent, dont, doesnt, didnt, right, correct
  `),
  requests: list(`
    can|could|would|will you ~ tell|give|say|repeat|describe|explain|spell|provide|share|name,
    can|could|would|will you ~ dictate|read|enter|key|let, would you mind ~ telling|giving,
    would you mind ~ saying|repeating|spelling, may|can|could i ~ have|get|take|ask, please ~ tell,
    please ~ give, please ~ say, please ~ repeat, please ~ describe, please ~ explain,
    please ~ spell, please ~ provide, please ~ share, please ~ enter, tell me, tell us, give me,
    give us, let me know, let me have, just say, i need, i would need, ill need, id need, we need,
    say it, spell it, spell your, say ~ again, i just need, describe
  `),
  softly: list(`tell me, say, please tell me`),
  or: ["or"],
  more: list(`anything else, something else, any other, anything more, what else`),
  goOn: list(`and then, go on, and next, what comes next, and after that`),
  again: list(
    `say ~ again, repeat that, repeat it, one more time, take your time, go on, go ahead, no hurry, im listening, you just said, you say just now`,
  ),
  keying: list(`
    key ~ ~ in, keypad, type ~ ~ in, enter ~ ~ on your, hash key, pound key, dial pad, key in
  `),
  example: list(`for instance, for example, such as`),
  known: list(`this, that, these, by, same`),
  spelling: list(`
    spell*, letter by letter, email*, e mail, spelt, spelled
  `),
  address: list(`
    address*, street*, house number, building number, apartment number, unit number, apartment,
    where should|shall|do|can|must ~ come|go|send, where ~ technician ~ come, where are you located,
    where do you live, where is ~ property|house|apartment|building|place, which city|town|floor,
    what city|town|floor, place we should come, location, where exactly, where ~ located
  `),
  digits: list(`
    number|numbers, digit|digits, zip*, postal code, postcode, pin, reference, reach you,
    call you back ~ ~ number, date of birth, meter reading
  `),
});
