import { list } from "../../speech/phrases.ts";
import { compileAsking } from "./types.ts";

export const german = compileAsking({
  locale: "de-DE",
  question: list(`
    was, wer, wen, wem, wessen, wo, wohin, woher, wann, warum, wieso, weshalb, wie, wieviel,
    welche|welcher|welches|welchen|welchem, worum, womit, woran, worauf, wobei, wofür, wodurch
  `),
  questionAnywhere: false,
  leads: list(`
    und, also, dann, gut, okay, ok, aber, noch, nun, jetzt, in, an, auf, unter, bis, seit, für, zu,
    mit, von, aus, bei, um, bitte, oder, denn, nur, danke
  `),
  yesNo: list(`
    ist, sind, war, hat, habe, haben, kann, können, könnte|könnten, darf, dürfen, dürfte|dürften,
    soll, sollen, sollte|sollten, möchte|möchten, wollen, würde|würden, wäre|wären, stimmt, passt,
    richtig, korrekt, ob, gibt, geht, hätten
  `),
  requests: list(`
    können|könnten|würden|möchten|wollen sie ~ ~ sagen|geben|nennen|wiederholen|beschreiben,
    können|könnten|würden|möchten|wollen sie ~ ~ _ sagen|geben|nennen|wiederholen|beschreiben,
    können|könnten|würden|möchten|wollen sie ~ ~ _ _ _ sagen|geben|nennen|wiederholen|beschreiben,
    können|könnten|würden sie ~ ~ erklären|schildern|erzählen|buchstabieren|mitteilen|durchgeben,
    können|könnten|würden sie ~ ~ _ schildern|erzählen|buchstabieren|mitteilen|durchgeben,
    können|könnten|würden sie ~ ~ _ _ buchstabieren|mitteilen|durchgeben|verraten|vorlesen,
    können|könnten|würden sie ~ ~ diktieren|verraten|vorlesen|ansagen, sagen sie, nennen sie,
    geben sie, wiederholen sie, beschreiben sie, erklären sie, schildern sie, erzählen sie,
    buchstabieren sie, teilen sie, verraten sie, diktieren sie, lesen sie, ich brauche,
    ich bräuchte, ich benötige, wir brauchen, fehlt mir, fehlen mir, darf ich ~ ~ nach, darf ich um,
    dürfte ich um, darf ich ~ ~ haben, darf ich ~ ~ erfahren, dürfte ich ~ ~ erfahren,
    hätte ich gern, bräuchte ich, brauche ich, ich hätte gern
  `),
  softly: list(`sagen sie, sagen sie mal, sagen sie mir`),
  or: list(`oder`),
  more: list(`sonst noch, noch etwas, noch was, noch weitere, außerdem noch`),
  goOn: list(`und weiter, und dann, weiter bitte, wie weiter, wie geht es weiter`),
  again: list(
    `noch einmal sagen, noch mal sagen, nochmal sagen, das wiederholen, es wiederholen, lassen sie sich zeit, sprechen sie weiter, sprechen sie bitte weiter, sagten sie eben, ich höre zu, fahren sie fort`,
  ),
  keying: list(`eintippen, tippen ~ ein, rautetaste, raute, tastatur, eingeben`),
  example: list(`zum beispiel, beispielsweise, etwa so`),
  known: list(`diese|dieser|diesem|diesen|dieses, dieselbe|derselben, gleichen`),
  spelling: list(`
    *buchstabier*, buchstabe für buchstabe, email*, e mail, mailadresse*, schreibt man,
    schreiben sie sich, wird ~ ~ geschrieben
  `),
  address: list(`
    *adresse*, anschrift*, straße*, *straße, hausnummer*, wohnungsnummer*, stockwerk*, etage*,
    wohin ~ sollen|soll|dürfen|können|müssen|darf, wohin ~ kommen, wo wohnen sie,
    wo befindet, wo befinden, wo genau, welchem ort, welcher ort, welcher stadt, den ort, wo ist das
  `),
  digits: list(`
    *nummer*, ziffer*, postleitzahl*, plz, zahl|zahlen, vorwahl*, aktenzeichen, zurückrufen ~ unter,
    telefonisch ~ erreichen, erreichen wir sie, wir sie ~ erreichen, geburtsdatum, zählerstand*
  `),
});
