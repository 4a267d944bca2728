import type { Sample } from "../heldout/types.ts";

/** What the lexicon was tuned on; the held-out sentences were not. */
export const tuning: readonly Sample[] = [
  {
    asked: "problem",
    says: "mein name ist jana weber und bei mir geht die dusche nicht mehr richtig ab, also das wasser läuft nicht ab",
    expect: { problem: "dusche", category: "water" },
  },
  {
    asked: "problem",
    says: "wir haben seit sechs uhr keinen strom mehr in der ganzen wohnung, tulpenweg 45",
    expect: { problem: "strom", category: "electricity", address: "tulpenweg 45" },
  },
  {
    asked: "problem",
    says: "meine waschmaschine schleudert nicht mehr, nächste woche reicht völlig",
    expect: { problem: "waschmaschine", category: "appliance", urgency: "whenever" },
  },
  {
    asked: "problem",
    says: "die heizung ist seit drei tagen kalt und meine mutter ist fünfundachtzig",
    expect: { problem: "heizung", category: "heating" },
  },
  {
    asked: "problem",
    says: "ich habe mich ausgesperrt in der mozartstraße 31 können sie gleich kommen",
    expect: {
      problem: "ausgesperrt",
      category: "lock",
      address: "mozartstraße 31",
      urgency: "emergency",
    },
  },
  {
    asked: "problem",
    says: "wespennest unterm dach direkt über dem kinderzimmer das ist dringend",
    expect: { problem: "wespennest", category: "pest", urgency: "emergency" },
  },
  {
    asked: "problem",
    says: "unser kühlschrank ist heute morgen kaputt gegangen",
    expect: { problem: "kühlschrank", category: "appliance" },
  },
  {
    asked: "problem",
    says: "der nachbar über uns hat einen wasserschaden bei uns läuft es die wand runter an der alten mühle 12",
    expect: { problem: "wasserschaden", category: "water", address: "an der alten mühle 12" },
  },
  {
    asked: "problem",
    says: "hallo hier ist schmidt unsere klingel geht nicht, keine eile",
    expect: { problem: "klingel", category: "opening", urgency: "whenever" },
  },
  {
    asked: "address",
    says: "ähm also friedrichstraße hundertsieben",
    expect: { address: "friedrichstraße 107" },
  },
  {
    asked: "address",
    says: "wir wohnen im eichenweg nummer zweiundvierzig",
    expect: { address: "eichenweg 42" },
  },
  {
    asked: "address",
    says: "bahnhofstraße 12 in 50667 köln",
    expect: { address: "bahnhofstraße 12 50667 köln" },
  },
  { asked: "address", says: "zum goldenen hirsch 9", expect: { address: "zum goldenen hirsch 9" } },
  {
    asked: "address",
    says: "am alten rathaus 5 zweiter stock links",
    expect: { address: "am alten rathaus 5" },
  },
  { asked: "urgency", says: "je früher desto besser", expect: { urgency: "emergency" } },
  { asked: "urgency", says: "heute abend wäre super", expect: { urgency: "today" } },
  { asked: "urgency", says: "ist mir egal", expect: { urgency: "whenever" } },
  { asked: "urgency", says: "mittwoch oder donnerstag", expect: { urgency: "this_week" } },
  { asked: "urgency", says: "sofort", expect: { urgency: "emergency" } },
  {
    asked: "urgency",
    says: "nicht heute aber vielleicht morgen",
    expect: { urgency: "this_week" },
  },
  {
    asked: "phone",
    says: "ja also null eins fünf eins, fünf fünf, sechs sechs, sieben sieben, acht",
    expect: { phone: "+491515566778" },
  },
  { asked: "phone", says: "nehmen sie die gleiche nummer", expect: { phone: "+493023125010" } },
  { asked: "phone", says: "+49 (0) 30 23125 088", expect: { phone: "+493023125088" } },
  {
    asked: "phone",
    says: "null dreißig dreiundzwanzig eins zwei fünf null neun neun",
    expect: { phone: "+493023125099" },
  },

  {
    asked: "problem",
    says: "ja hallo mein abfluss in der dusche ist komplett zu und es stinkt langsam",
    expect: { problem: "abfluss", category: "water" },
  },
  {
    asked: "problem",
    says: "die gegensprechanlage in der parkstraße 18 geht seit einer woche nicht",
    expect: { problem: "gegensprechanlage", category: "opening", address: "parkstraße 18" },
  },
  {
    asked: "problem",
    says: "bei uns ist es eiskalt die heizkörper sind aus, bitte schicken sie heute abend noch wen vorbei",
    expect: { problem: "heizkörper", category: "heating", urgency: "today" },
  },
  {
    asked: "problem",
    says: "aus der steckdose sind funken gekommen als ich den wasserkocher eingesteckt habe",
    expect: { problem: "steckdose", category: "electricity" },
  },
  {
    asked: "problem",
    says: "bei mir auf dem dachboden ist eine fledermaus ich weiß nicht was ich tun soll",
    expect: { problem: "fledermaus" },
  },
  {
    asked: "problem",
    says: "ich stehe vor der tür und komm nicht rein der schlüssel liegt drinnen, feldstraße 5",
    expect: { problem: "schlüssel", category: "lock", address: "feldstraße 5" },
  },
  {
    asked: "problem",
    says: "die backofentür schließt nicht mehr, ist nicht dringend, sie erreichen mich unter 0151 23456789",
    expect: {
      problem: "backofentür",
      category: "appliance",
      urgency: "whenever",
      phone: "+4915123456789",
    },
  },
  {
    asked: "address",
    says: "vierhundertsechs ist die hausnummer und die straße heißt lange reihe",
    expect: { address: "lange reihe 406" },
  },
  { asked: "address", says: "talstraße elf zweiter eingang", expect: { address: "talstraße 11" } },
  {
    asked: "address",
    says: "also die straße heißt alter mühlenweg und wir sind die nummer 29",
    expect: { address: "alter mühlenweg 29" },
  },
  {
    asked: "urgency",
    says: "ich kann nicht länger warten es muss jetzt sein",
    expect: { urgency: "emergency" },
  },
  { asked: "urgency", says: "innerhalb der nächsten zwei tage", expect: { urgency: "this_week" } },
  { asked: "urgency", says: "ganz ohne stress", expect: { urgency: "whenever" } },
  {
    asked: "phone",
    says: "null sechs eins sieben, fünfundfünfzig, null eins, vierundsechzig",
    expect: { phone: "+49617550164" },
  },
  {
    asked: "phone",
    says: "das ist meine nummer die können sie nehmen",
    expect: { phone: "+493023125010" },
  },

  {
    asked: "problem",
    says: "Olsen, guten Abend, bei uns im Keller stehen fünf Zentimeter Wasser, Ginsterweg 62, kommen Sie bitte ganz schnell!",
    expect: {
      problem: "wasser",
      category: "water",
      address: "ginsterweg 62",
      urgency: "emergency",
    },
  },
  {
    asked: "problem",
    says: "ich hab überall ameisen in der küche, könnte am donnerstag jemand vorbeikommen",
    expect: { problem: "ameisen", category: "pest", urgency: "this_week" },
  },
  {
    asked: "problem",
    says: "das thermostat zeigt einen fehler und es wird nicht warm",
    expect: { problem: "thermostat", category: "heating" },
  },
  {
    asked: "problem",
    says: "das licht im flur flackert ständig ist nicht schlimm das kann bis nächste woche warten",
    expect: { problem: "licht", category: "electricity", urgency: "whenever" },
  },
  {
    asked: "problem",
    says: "die spülung im klo läuft die ganze nacht, gartenstr 8 wohnung 2",
    expect: { problem: "spülung", category: "water", address: "gartenstr 8 wohnung 2" },
  },
  {
    asked: "problem",
    says: "die gefriertruhe ist ausgefallen und alles taut auf, wir sind in der bischofsgasse zwölf, ich brauche heute jemanden",
    expect: {
      problem: "gefriertruhe",
      category: "appliance",
      address: "bischofsgasse 12",
      urgency: "today",
    },
  },
  {
    asked: "address",
    says: "hohenzollerndamm dreihundertneunundzwanzig",
    expect: { address: "hohenzollerndamm 329" },
  },
  {
    asked: "address",
    says: "das gelbe haus im kirschenweg 51 gleich neben der kirche",
    expect: { address: "kirschenweg 51" },
  },
  {
    asked: "address",
    says: "Große Bleichen 17, dritter Stock",
    expect: { address: "große bleichen 17" },
  },
  {
    asked: "urgency",
    says: "am liebsten gestern, also so schnell es geht",
    expect: { urgency: "emergency" },
  },
  { asked: "urgency", says: "samstag würde mir passen", expect: { urgency: "this_week" } },
  { asked: "urgency", says: "ich hab da wirklich keine eile", expect: { urgency: "whenever" } },
  {
    asked: "phone",
    says: "das ist die null dreißig, dreiundzwanzig, zwölf, fünf, null vierundvierzig",
    expect: { phone: "+493023125044" },
  },
  { asked: "phone", says: "mobil 0160 - 998 877 66", expect: { phone: "+4916099887766" } },
];
