import { list } from "../../speech/phrases.ts";
import { compileAsking } from "./types.ts";

export const turkish = compileAsking({
  locale: "tr-TR",
  question: list(`
    ne, neyi, nedir, neden, niye, niçin, nasıl, nerede*, nereye, nereden, nere, neresi*, hangi*,
    kaç*, kim*, neler, neyle
  `),
  questionAnywhere: true,
  leads: [],
  yesNo: list(`
    mi, mı, mu, mü, misiniz, mısınız, musunuz, müsünüz, miyim, mıyım, muyum, müyüm, miyiz, mıyız,
    muyuz, müyüz, midir, mıdır, mudur, miydi, mıydı, muydu, miydiniz, mıydınız, tamam
  `),
  requests: list(`
    söyler|söyleyebilir|verir|verebilir|tekrarlar|tekrarlayabilir|anlatır|anlatabilir misiniz|mısınız,
    açıklar|açıklayabilir|belirtir|belirtebilir|paylaşır|paylaşabilir misiniz|mısınız,
    heceler|heceleyebilir|kodlar|kodlayabilir|okur|okuyabilir misiniz|mısınız|musunuz,
    yazdırır|tarif|iletir|iletebilir|bildirir|bildirebilir|alabilir misiniz|mısınız|miyim|mıyım,
    tekrar eder|edebilir misiniz|mısınız, tarif eder|edebilir misiniz|mısınız, öğrenebilir miyim,
    rica edebilir miyim, rica etsem, numaranızı|adresinizi|adınızı ~ alayım, söyleyin, söyleyiniz, verin, veriniz, tekrarlayın,
    anlatın, açıklayın, belirtin, heceleyin, kodlayın, demeniz yeterli, lazım, gerekiyor, gerek,
    rica ediyorum, rica edeyim, alabilir miyim, istiyorum
  `),
  softly: list(`söyleyin, söyler misiniz`),
  or: list(`yoksa, ya da, veya, veyahut`),
  more: list(`başka, bir şey daha, eklemek istediğiniz`),
  goOn: list(`devamı, devam, sonra, peki sonra, gerisi`),
  again: list(
    `tekrar söyler, tekrar söyleyebilir, tekrarlar, tekrar eder, acele etmeyin, devam edin, buyurun, ne demiştiniz, sizi dinliyorum`,
  ),
  keying: list(`tuşlay*, tuşla*, tuş takımı*, kare tuşu*`),
  example: list(`örneğin, mesela`),
  known: list(`bu, şu, o, aynı, aradığınız`),
  spelling: list(`
    hecele*, harf harf, harfleri*, kodla*, e posta*, eposta*, email*, mail adres*
  `),
  address: list(`
    adres*, sokağı*, sokak*, cadde*, kapı numara*, daire numara*, bina numara*, mahalle*, kat|katta,
    nereye gel*, nereye gönder*, nerede oturuyor*, nerede bulunuyor*, neredesiniz, hangi şehir*,
    hangi ilçe*, geleceğimiz yer*, konum*, hangi semt*, hangi kat*, nerede olduğunuz*
  `),
  digits: list(`
    numara*, *numaranız*, rakam*, telefon numara*, posta kodu*, geri arayabiliriz, ulaşabiliriz,
    ulaşalım, referans*, kod|kodu|kodunuz*, doğum tarih*, arayalım
  `),
});
