import { german as numbers } from "../numbers/de.ts";
import { list } from "../../speech/phrases.ts";
import { compile } from "./types.ts";

export const german = compile({
  locale: "de-DE",
  numbers,
  betweenDigits: list(`dann, äh, ähm, und dann, und, strich, vorwahl`),
  categories: {
    gas: list(`
      gasgeruch*, riech* ~ gas, riecht ~ ~ gas, gas ~ riech*, gas austritt, gasleck*, gas riechen,
      nach gas, gasaustritt
    `),
    lift: list(`aufzug*, aufzüge*, fahrstuhl*, lift`),
    pest: list(`
      maus|mäuse*, ratte*, kakerlake*, schaben, ameise*, wespe*, hornisse*, bettwanze*, wanzen,
      motten, tauben, ungeziefer*, schädling*, silberfisch*, marder*
    `),
    mould: ["schimmel*", "feucht*", "stockfleck*"],
    electricity: list(`
      *steckdose*, *sicherung*, strom, stromausfall*, kein licht, licht, lichtschalter*, lampe*,
      elektrik*, kabel*, kurzschluss*, funken*, fi schalter, schalter
    `),
    heating: list(`
      *heizung*, heizkörper*, heizt, therme*, gastherme*, heißwasser, warmwasser, warmes wasser,
      heißes wasser, boiler*, thermostat*, heizkessel*, wärmepumpe*, durchlauferhitzer*
    `),
    appliance: list(`
      spülmaschine*, geschirrspüler*, waschmaschine*, trockner*, kühlschrank*, gefrier*, backofen*,
      ofen, herd, mikrowelle*, klimaanlage*, dunstabzug*, kochfeld*
    `),
    lock: list(`
      schloss, türschloss, haustürschloss, schlüssel*, ausgesperrt*, zugefallen, schlüsseldienst*,
      schließzylinder*, schlösser*
    `),
    opening: list(`
      *fenster*, tür|türe|türen, *tor|tore, haustür, wohnungstür*, balkontür*, rollladen*,
      rollläden*, rolladen*, jalousie*, scheibe*, glas*, klingel*, gegensprechanlage*, scharnier*
    `),
    water: list(`
      *wasser*, *tropft, tropf*, leck*, undicht*, wasserhahn, hahn, toilette*, klo, wc, *abfluss*,
      abflüsse, *rohr*, waschbecken*, spülbecken*, spüle*, spülung*, verstopf*, überschwemm*,
      überflut*, läuft über, abwasser*, dusche*, badewanne*, dach, dachrinne*, kanalisation*,
      siphon*, gully
    `),
  },
  urgency: {
    emergency: list(`
        je früher desto besser, je eher desto besser, je schneller desto besser,
        so früh wie möglich, am liebsten gleich, so rasch wie möglich, notfall, dringend*, sofort*,
        so schnell wie möglich, so bald wie möglich, schnellstmöglich*, schnellstens, jetzt,
        jetzt gleich, eilig, eilt, schnell, ganz schnell, umgehend, unverzüglich, auf der stelle,
        beeilen, kann nicht warten, akut, es brennt, beeilung, möglichst schnell, baldmöglichst,
        gleich
      `),
    today: list(`
      heute, heute noch, heut, heute nachmittag, heute abend, heute früh, in den nächsten stunden,
      bis heute abend, im laufe des tages, am selben tag
    `),
    this_week: list(`
        innerhalb der nächsten ~ tage*, in den nächsten ~ tagen, innerhalb von ~ tagen,
        montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag, diese woche,
        dieser woche, morgen, morgen früh, morgen vormittag, morgen nachmittag, übermorgen,
        nächsten tage*, nächsten paar tage*, kommenden tage*, paar tage*, ein paar tagen,
        bis|am|vor|spätestens montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag,
        vor dem wochenende, am wochenende, bis zum wochenende, ende der woche, wochenende,
        unter der woche, in zwei|drei|2|3 tagen
      `),
    whenever: list(`
        ohne stress, kein stress, ohne eile, ganz in ruhe, egal, mir egal, spielt keine rolle,
        ganz egal, keine eile, hat zeit, hat noch zeit, kann ~ warten, eilt nicht, nicht eilig,
        nicht so eilig, nicht dringend*, nicht so dringend*, nicht sehr dringend*,
        nicht besonders dringend*, irgendwann, nächste woche, nächster woche, nächsten monat,
        egal wann, wann auch immer, wann es passt, wenn ~ zeit, wann immer, bei gelegenheit,
        keinen stress, keinen druck, nichts dringendes, eilt gar nicht, pressiert nicht,
        ist ~ nicht eilig, lassen sie sich zeit
      `),
  },
  notUrgency: list(`
      nicht heute, nicht morgen, nicht jetzt,
      letzten montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag,
      jeden montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag, kein notfall,
      notfall ist ~ nicht, kein echter notfall, ist ~ nicht ~ notfall, guten morgen, heute morgen,
      seit heute, seit heute morgen|früh, bis jetzt, ab und zu, seit jetzt, von heute, heute kaputt,
      heute passiert, heute ~ ausgefallen, jetzt seit,
      seit ~ montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag, jetzt schon, zu schnell,
      nicht so schnell, seit ein paar tagen, seit zwei|drei tagen, gleich nebenan, gleich neben,
      gleich daneben, wird ~ schnell, am morgen, jeden morgen, geht ~ schnell, seit paar tagen,
      vor ein paar tagen
    `),
  yes: list(`
    ja, jawohl, jo, jep, genau, richtig, stimmt, korrekt, das stimmt, passt, passt so, sicher, klar,
    natürlich, gerne, gern, okay, ok, in ordnung, einverstanden, absolut, perfekt, so ist es,
    alles richtig, mhm, bitte, ja bitte, alles korrekt, selbstverständlich, freilich, sehr gut
  `),
  no: list(`
    nein, nee, ne, nö, stimmt nicht, stimmt ~ nicht, nicht richtig, nicht ganz, falsch,
    nicht korrekt, fast, leider nicht, eigentlich nicht, passt nicht, nicht wirklich, beinahe,
    auf keinen fall
  `),
  wrong: list(`
    falsch, stimmt nicht, stimmt ~ nicht, nicht richtig, sondern, ich meine, ich meinte,
    korrigieren, korrektur, ändern, fehler, richtig ist, richtig wäre, eigentlich, doch, anders,
    andere, anstatt, statt, quatsch
  `),
  thisNumber: list(`
    das ist meine nummer, meine nummer nehmen, meine eigene nummer, diese nummer, dieser nummer,
    diese telefonnummer, dieser telefonnummer, dieselbe nummer, derselben nummer, gleiche nummer,
    gleichen nummer, von der ~ anrufe, von der ~ ~ anrufe, mit der ~ anrufe, mit der ~ ~ anrufe,
    nummer sehen sie, die sie sehen, im display, auf dem display, meine aktuelle nummer,
    die angezeigte, angezeigte nummer, die hier, diese hier, unter dieser, mit der ich telefoniere,
    von der ich telefoniere, auf dieser
  `),
  intents: {
    recording: list(`
      nicht ~ aufgezeichnet, nicht ~ ~ aufgezeichnet, nicht aufnehmen, nicht aufzeichnen,
      keine aufzeichnung, keine aufnahme, aufnahme ~ aus, aufzeichnung ~ aus, ohne aufzeichnung,
      widerspreche ~ aufzeichnung, nicht aufgenommen, aufzeichnung nicht
    `),
    operator: list(`
      mitarbeiter*, menschen|mensch, echte person, echten person, einer person, richtige person,
      berater*, sachbearbeiter*, mit ~ kollegen|kollegin, mit jemandem ~ sprechen,
      jemandem sprechen, jemand echtes, operator, verbinden sie, durchstellen, stellen sie mich,
      kundendienst, kundenservice, kundenberater*, zentrale, ihren chef, vorgesetzte*,
      jemanden sprechen, weiterverbinden, jemand richtigen
    `),
    repeat: list(`
      wiederholen, noch mal, nochmal, noch einmal, wie bitte, was haben sie gesagt,
      nicht verstanden, nicht gehört, was bitte, habe ~ nicht verstanden, akustisch nicht,
      höre sie nicht, hä
    `),
    huh: ["was", "wie", "hallo"],
    goodbye: list(`
      auf wiedersehen, auf wiederhören, wiederhören, wiedersehen, tschüss, tschüs, ciao, das wars,
      das war es, das wäre alles, das ist alles, schönen tag, auflegen, nein danke,
      hat sich erledigt, vergessen sie es, verwählt, falsch verbunden, nichts mehr, sonst nichts,
      bis dann, das war alles
    `),
    wait: list(`
      einen moment, moment, augenblick, sekunde, eine sekunde, warten sie, kurz warten, ich schaue,
      ich muss ~ nachsehen, ich muss ~ schauen, lassen sie mich, ich guck*, kleinen moment
    `),
    robot: list(`
      sind sie ein roboter, sind sie ein mensch, sind sie echt, sind sie eine maschine,
      sind sie ein computer, rede ich mit, spreche ich mit, sind sie eine ki, bist du ein,
      ist das eine maschine, ist das ein roboter
    `),
    price: list(`
      was kostet, wie viel kostet, wieviel kostet, wie teuer, kosten, preis*, muss ich ~ bezahlen,
      anfahrtskosten, ist das kostenlos, rechnung
    `),
    arrival: list(`
      wann kommt, wann kommen, wann können sie, wann kann jemand, wie lange dauert, wie schnell,
      wann ist jemand, wann wäre jemand, um wie viel uhr
    `),
    status: list(`
      niemand ~ gekommen, keiner ~ gekommen, letzte woche gemeldet, letzte woche ~ angerufen,
      vorige woche gemeldet, gestern gemeldet, noch niemand da, status, stand der, mein auftrag,
      meinem auftrag, meinen auftrag, meines auftrags, meine anfrage, meiner anfrage,
      schon angerufen, bereits angerufen, gestern angerufen, bereits gemeldet, schon gemeldet,
      auftragsnummer, vorgangsnummer, wo bleibt, warte immer noch, warte noch, schon etwas neues,
      gibt es neuigkeiten, nachfragen, meinen termin, referenznummer, wie sieht es aus mit
    `),
    new_request: list(`
      neuer auftrag, neuen auftrag, neues problem, neue anfrage, noch ein problem, weiteres problem,
      etwas anderes, noch etwas, noch was, etwas melden, schaden melden, neue meldung
    `),
  },
  slotNames: {
    phone: list(
      `*telefonnummer*, telefon, rückruf*, handynummer*, handy, rufnummer*, meine nummer`,
    ),
    address: list(`adresse*, anschrift, straße, hausnummer*, wohnung*, ort`),
    urgency: list(`dringlichkeit, wie dringend, termin, zeitpunkt, die zeit, priorität`),
    problem: list(`problem*, beschreibung, schaden, anliegen, defekt*, die sache`),
  },
  houseNumber: list(`hausnummer, nummer, nr, haus`),
  notThis: list(`nicht, statt, anstatt, und nicht`),
  leadIns: list(`
    hallo, guten tag, guten morgen, guten abend, grüß gott, moin, servus, hi, ja, äh, ähm, also,
    nun, okay, ok, bitte, nein, und, aber, es geht um, ich rufe an weil, ich rufe an wegen,
    ich rufe wegen ~ an, das problem ist, das problem ist dass, mein name ist _, mein name ist _ _,
    hier ist _, hier spricht _, eigentlich, danke, folgendes, schönen guten tag, es geht darum dass,
    tja
  `),
  tails: list(`
    bitte, danke, und, aber, und es ist, es ist, das ist, ist, es, das, das hat, hat, das hat aber,
    ich wohne, ich wohne in, ich wohne in der, ich wohne im, wir wohnen, wir wohnen in der, in der,
    in, im, am, die adresse ist, meine adresse ist, adresse, meine nummer ist,
    meine telefonnummer ist, meine handynummer ist, bitte kommen sie, kommen sie, kommen sie bitte,
    können sie, können sie jemanden schicken, jemanden schicken, bitte jemanden schicken,
    schicken sie jemanden, noch jemanden schicken, wirklich, sehr, ganz, wäre gut, würde passen,
    wäre schön, reicht, könnten sie, könnte jemand kommen, kann jemand kommen, noch, zwar, der, die,
    ich, mich, unter, erreichen sie, sie erreichen mich, rufen sie, an, bin, ich bin, kommen, so,
    schicken, jemand
  `),
  empty: list(`
    ich, wir, sie, es, er, das, der, die, den, dem, ein, eine, einen, einem, ist, sind, war, habe,
    haben, hab, hat, bei, mir, uns, mein, meine, meinen, unser, unsere, und, oder, aber, in, im, am,
    an, auf, mit, zu, von, für, da, hier, so, ja, nein, nicht, was, wie, warum, bitte, danke, hilfe,
    brauche, möchte, will, kann, können, könnten, hätte, gerne, problem, frage, etwas, mal, also,
    äh, ähm, hallo, guten, tag, morgen, abend, weiß, glaube, wohl, vielleicht, okay, doch, denn,
    mich, dass, weil, rufe, hm, hmm, ne, keine, ahnung, na
  `),
});
