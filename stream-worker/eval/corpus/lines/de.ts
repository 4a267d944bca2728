import type { Lines } from "./types.ts";

export const german: Lines = {
  open: `
    Bei uns im Wohnzimmer geht die Heizung nicht mehr
    Es kommt Wasser durch // die Küchendecke
    Das Türschloss klemmt / und ich komme nicht mehr aus der Wohnung
    Guten Tag // Martha Bellmann hier // unsere Therme klopft ganz laut
    Ich glaube // äh // im Flur riecht es nach Gas
    In der halben Wohnung ist der Strom weg // und die Sicherung fliegt immer wieder raus
    Also // das hat gestern Abend angefangen // die Spülung läuft ständig nach
    Wir haben Mäuse auf dem Dachboden
    Die Spülmaschine läuft aus / über den ganzen Küchenboden
    Eine Scheibe ist kaputt // die ist beim Sturm rausgefallen // und jetzt regnet es rein
    Guten Morgen // der Aufzug steckt zwischen zwei Stockwerken
    Tja // die Sache ist die // meine Waschmaschine pumpt nicht mehr ab
    Ich kriege den // den Absperrhahn unter der Spüle nicht zu
    Der Heizkörper im Schlafzimmer ist kalt // obwohl das Thermostat ganz aufgedreht ist
    Hinter dem Schrank ist Schimmel // an der Außenwand
    Das Garagentor schließt nicht mehr
    Ja hallo // ich rufe an weil // seit heute früh kein warmes Wasser kommt
    Unsere Klingel geht seit einer Woche nicht / ist aber nicht eilig
    Ich habe mich ausgesperrt // und mein // mein kleiner Sohn ist noch drin
    Das Waschbecken im Bad ist verstopft
    Es riecht verbrannt // neben der Steckdose // in der Küche
    Äh // warten Sie /// das ist der zweite Hahn von links
    Der Wasserhahn tropft // Tag und Nacht // das macht mich wahnsinnig
    Letzte Woche war schon ein Techniker da // aber die Heizung ist wieder aus
    Das Dach ist undicht // genau über dem Kinderzimmer
    Wir haben Wespen // im // im Rollladenkasten
    Das Licht im Treppenhaus flackert
    Mein Backofen wird nicht mehr heiß // ich habe ihn schon neu gestartet
    Die Dusche hat // kaum noch Wasserdruck
    Mit der Gegensprechanlage stimmt etwas nicht // die Leute klingeln und ich höre nichts
    Im Keller ist ein Rohr geplatzt // kommen Sie bitte schnell
    Die Gefriertruhe taut von selber ab
    Ich brauche jemanden // für die // für die Klimaanlage
    Es geht um die Dachrinne // die hat sich von der Wand gelöst
    Der Abfluss in der Küche ist verstopft und // ich habe schon alles versucht
    Am Herd gehen zwei Platten nicht
    Ja // hallo // es ist wieder der Durchlauferhitzer
    Der Keller steht unter Wasser
    Wenn ich den Hahn aufdrehe // klopft es in der Wand
    Die Balkontür lässt sich nicht mehr abschließen // seit jemand einbrechen wollte`,
  yesNo: `
    Ja
    Ja bitte
    Nein
    Ja das stimmt
    Nein // die Hausnummer ist falsch
    Jawohl
    Mhm
    Richtig
    Nein danke
    Ja // genau
    Äh // ja
    Nein sechzehn // nicht vierzehn
    Klar
    Ja aber // erst nach fünf
    Das ist richtig
    Nein // ich glaube nicht
    Genau
    Also // eigentlich schon
    Natürlich
    Nein // Moment // doch
    Auf jeden Fall
    Ich denke schon
    Okay
    Eher nicht`,
  address: `
    Ahornstraße 14
    Das ist die // Alte Mühlenstraße 27
    Ahornstraße /// Hausnummer vierzehn
    Bäckergasse 221 // dritter Stock
    Ähm // Hafenweg 9
    Wir wohnen in der // Sonnenallee 300
    Die Adresse ist // Kirchstraße 48 // in Köln
    Zedernweg // zwölf
    In der Ulmenstraße // Moment /// Nummer siebzig
    Am Parkplatz 5 // Hinterhaus
    Ich wohne am // Lindenplatz sechzehn
    Rosenhof // Hausnummer acht
    Das wäre dann // Bergstraße 77
    Bahnhofstraße 19 // zweite Tür links
    Gartenweg // zweiundvierzig
    Das gelbe Haus // Mühlenweg 6
    Seestraße 31
    Hauptstraße // achthundert // Aufgang zwei
    Moment mal /// Weidenstraße 15
    Nordallee 102 // 50667 Köln
    Königsweg // Nummer vier
    Brückenstraße 23 // neben der Bäckerei`,
  digits: `
    #
    #
    Das ist die #
    Meine Nummer ist // #
    Ja // das ist die #
    Einen Moment /// #
    Das wäre // # // danke
    Sie erreichen mich unter #
    Ähm // #
    #
    Gerne // #
    # // das ist mein Handy
    Schreiben Sie bitte auf // #
    #
    Die Nummer ist #
    Gut // also // #
    #
    Ich muss nachsehen /// #
    #
    Unter # // am Abend`,
  spelling: `
    S // C // H // M // I // D // T
    B wie Berta // E // L // L
    M // E // I /// E // R
    W wie Wilhelm // O // L // F
    Doppel M // A // N // N
    K // O // C // H`,
  murmurs: `
    mhm
    okay
    ja
    ach so
    genau
    verstehe
    ja ja
    hm
    okay gut
    klar
    ja genau
    aha
    alles klar
    gut
    stimmt
    oh`,
  bargeIns: `
    Nein das ist falsch
    Moment // das ist nicht meine Adresse
    Stopp
    Ich brauche heute noch jemanden
    Entschuldigung // was kostet das denn
    Einen Mitarbeiter bitte
    Eigentlich // ist es die Therme
    Kann ich mit einem Menschen sprechen
    Warten Sie // ich muss einen Stift holen
    Nicht die Küche // das Badezimmer
    Wann kommt denn jemand
    Nein nein nein
    Morgen geht es nicht
    Das habe ich Ihrem Kollegen schon gesagt
    Entschuldigung // wie war das
    Die Nummer hat sich geändert
    Lassen Sie mich ausreden
    Ist das teuer`,
  statements: `
    Danke, das habe ich aufgenommen. Eine Kollegin sieht es sich so bald wie möglich an, und der Techniker bringt alles mit, was für die Reparatur gebraucht wird.
    Fassen Sie bitte nichts an, was nass ist oder funkt. Wenn Sie gefahrlos drankommen, drehen Sie den Haupthahn zu, und warten Sie dann an der Haustür auf den Techniker.
    Unsere Techniker sind von sieben Uhr früh bis acht Uhr abends unterwegs. Sie bekommen eine Nachricht, eine halbe Stunde bevor jemand bei Ihnen eintrifft.
    Ich lese vor, was ich bisher notiert habe. Die Küche steht unter Wasser, der Haupthahn ist zu, und am Nachmittag ist die ganze Zeit jemand zu Hause.
    Niemand fängt mit der Arbeit an, bevor Sie wissen, was sie kostet. Sie bekommen den Preis schriftlich und können ablehnen, ohne irgendetwas zu bezahlen.
    Wegen des Sturms rufen heute mehr Leute an als sonst. Wir beantworten trotzdem jede einzelne Anfrage, nur dauert es etwas länger, als Sie es von uns kennen.`,
  yesNoQuestions: `
    Ist das Wasser jetzt abgestellt?
    Dürfen wir Sie unter dieser Nummer zurückrufen?
    Ich habe Ahornstraße vierzehn notiert. Stimmt das?
    Ist am Nachmittag jemand zu Hause?
    Soll ich eine Kollegin ans Telefon holen?
    Haben Sie deswegen schon einmal angerufen?`,
  spellingQuestion: "Könnten Sie mir Ihren Nachnamen bitte buchstabieren?",
  numbers: `
    0176 040 690 34
    0176 04 06 90 51
    0171 39 200 12
    030 231 25 114
    0152 288 173 86
    0221 4710 612`,
  digitWords: "null eins zwei drei vier fünf sechs sieben acht neun",
  noted: "In Ordnung.",
};
