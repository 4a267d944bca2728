import { list } from "../../speech/phrases.ts";
import { compilePlaces, GERMAN_ENDINGS } from "./types.ts";

export const turkish = compilePlaces({
  locale: "tr-TR",
  street: list(`
    sokaktaki, sokaktayız, caddedeki, cadde, caddesi*, cad, cd, sokak, sokakta, sokağı*, sok, sk,
    bulvar, bulvarı*, mahalle, mahallesi*, mah, yolu, meydanı*, sitesi*, apartmanı*, apt, çıkmazı*,
    yokuşu*, blokları
  `),
  glued: GERMAN_ENDINGS,
  name: "before",
  nameWords: 3,
  numberFirst: false,
  prefixes: [],
  keepPrefix: false,
  bare: [],
  called: ["sokağın adı", "caddenin adı", "sokağımızın adı"],
  adjectives: [],
  marker: list(`
    numarada, numaradayız, numaranın, numara, numarası, no, kapı numarası, kapı no, bina no,
    bina numarası, dış kapı no
  `),
  parts: list(`
    daire|kat|blok|iç _, daire no|numara|numarası _, _ kat|katta|daire|blok, zemin kat, giriş kat,
    bodrum kat
  `),
  cities: list(`
    istanbul, ankara, izmir, bursa, antalya, adana, konya, kadıköy, beşiktaş, şişli, üsküdar,
    bakırköy, ataşehir, maltepe, kartal, pendik, fatih, beyoğlu, çankaya, keçiören, bornova,
    karşıyaka, konak, ümraniye, sarıyer, eskişehir, berlin, köln, hamburg, münih, frankfurt
  `),
  stop: list(`
    adı, sokağın, ben, biz, bu, şu, o, ve, ama, var, yok, acil, adres*, adresim*, adresimiz*, evim,
    evimiz, ev, lütfen, merhaba, çok, durum, numaram, telefon*, için, hemen, bugün, yarın, evet,
    hayır, şey, hiç, da, de, yani, tamam, oturduğum*, burası, ise, günler, olun, hafta, bizim,
    benim, ile, no, numara, dedim, açık, bozuk, yeni, kat, daire, misiniz, değil
  `),
  stopEndings: list(`
    yor, yorum, yoruz, mıyor, di, ti, du, tu, din, dim, mis, mus, iniz, unuz, acak, ecek, daki,
    deki, misiniz, lar, ler
  `),
  measures: list(`
    gün*, saat*, dakika*, hafta*, ay, aydır, yıl*, kişi*, kere, kez, defa, tane, lira*, derece*,
    metre*, litre*, oda*, yaş*
  `),
  small: [],
});
