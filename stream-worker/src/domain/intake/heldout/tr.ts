import type { Sample } from "./types.ts";

const noted = {
  problem: "petek ses yapıyor",
  category: "heating",
  address: "Çiçek Sokak 14",
  urgency: "emergency",
  phone: "+905325550100",
} as const;

/**
 * Written before the lexicon was tuned; no persona says any of these. A smell of gas is an
 * emergency without being called one.
 */
export const heldOut: readonly Sample[] = [
  {
    asked: "problem",
    says: "merhaba banyonun tavanından su damlıyor çiçek sokak numara 14'te oturuyorum durum acil",
    expect: {
      problem: "damlıyor",
      category: "water",
      address: "çiçek sokak 14",
      urgency: "emergency",
    },
  },
  {
    asked: "problem",
    says: "iyi günler kombi dünden beri çalışmıyor bugün birini gönderebilir misiniz",
    expect: { problem: "kombi", category: "heating", urgency: "today" },
  },
  {
    asked: "problem",
    says: "Anahtarım kapının kilidinde kırıldı, içeri giremiyorum.",
    expect: { problem: "anahtar", category: "lock" },
  },
  {
    asked: "problem",
    says: "asansör iki kat arasında kaldı adres bağdat caddesi 220",
    expect: { problem: "asansör", category: "lift", address: "bağdat caddesi 220" },
  },
  {
    asked: "problem",
    says: "mutfaktaki musluk hafif damlatıyor ama acelesi yok",
    expect: { problem: "musluk", category: "water", urgency: "whenever" },
  },
  {
    asked: "problem",
    says: "Mutfaktaki prizlerin hiçbiri çalışmıyor, Cumhuriyet Caddesi No 27, numaram 0532 555 01 87",
    expect: {
      problem: "priz",
      category: "electricity",
      address: "cumhuriyet caddesi 27",
      phone: "+905325550187",
    },
  },
  {
    asked: "problem",
    says: "tuvalet taşıyor hemen birini gönderin lütfen",
    expect: { problem: "tuvalet", category: "water", urgency: "emergency" },
  },
  {
    asked: "problem",
    says: "bodrumda fare var bu hafta gelebilir misiniz",
    expect: { problem: "fare", category: "pest", urgency: "this_week" },
  },
  {
    asked: "problem",
    says: "bulaşık makinesi her çalıştığında su sızdırıyor",
    expect: { problem: "bulaşık", category: "appliance" },
  },
  {
    asked: "problem",
    says: "fırtınada salonun camı kırıldı papatya sokağı 9 daire 3",
    expect: { problem: "cam", category: "opening", address: "papatya sokağı 9 daire 3" },
  },
  {
    asked: "problem",
    says: "apartman boşluğunda çok kötü gaz kokuyor",
    expect: { problem: "gaz", category: "gas", urgency: "emergency" },
  },
  {
    asked: "problem",
    says: "çocuk odasındaki petek hiç ısınmıyor",
    expect: { problem: "petek", category: "heating" },
  },
  {
    asked: "problem",
    says: "garaj kapısı kapanmıyor yarın gelseniz olur",
    expect: { problem: "garaj", category: "opening", urgency: "this_week" },
  },
  {
    asked: "problem",
    says: "dolabın arkasında küf oluştu",
    expect: { problem: "küf", category: "mould" },
  },
  {
    asked: "problem",
    says: "fırını her açtığımda sigorta atıyor",
    expect: { problem: "sigorta", category: "electricity" },
  },
  {
    asked: "problem",
    says: "lağım geri tepiyor atatürk bulvarı 33 lütfen çabuk olun",
    expect: {
      problem: "lağım",
      category: "water",
      address: "atatürk bulvarı 33",
      urgency: "emergency",
    },
  },
  {
    asked: "address",
    says: "yıldız mahallesi gül sokak on iki numara",
    expect: { address: "yıldız mahallesi gül sokak 12" },
  },
  {
    asked: "address",
    says: "istiklal caddesi yüz on iki üçüncü kat",
    expect: { address: "istiklal caddesi 112" },
  },
  { asked: "address", says: "menekşe sokak beş", expect: { address: "menekşe sokak 5" } },
  {
    asked: "address",
    says: "İnönü Caddesi 45, Kadıköy",
    expect: { address: "inönü caddesi 45 kadıköy" },
  },
  {
    asked: "address",
    says: "moda caddesinde oturuyorum bina no 8 daire 4",
    expect: { address: "moda 8 daire 4" },
  },
  {
    asked: "address",
    says: "barbaros bulvarı iki yüz yirmi bir a blok",
    expect: { address: "barbaros bulvarı 221" },
  },
  {
    asked: "address",
    says: "adresim fatih sultan mehmet caddesi yetmiş yedi kat iki daire on iki",
    expect: { address: "fatih sultan mehmet caddesi 77 kat 2 daire 12" },
  },
  {
    asked: "address",
    says: "lale sokak otuz üç, telefonum da 0532 555 01 19",
    expect: { address: "lale sokak 33", phone: "+905325550119" },
  },
  {
    asked: "urgency",
    says: "acelesi yok müsait olduğunuzda gelin",
    expect: { urgency: "whenever" },
  },
  { asked: "urgency", says: "mümkün olan en kısa sürede", expect: { urgency: "emergency" } },
  { asked: "urgency", says: "cumaya kadar olursa iyi olur", expect: { urgency: "this_week" } },
  { asked: "urgency", says: "bugün öğleden sonra olabilir mi", expect: { urgency: "today" } },
  {
    asked: "urgency",
    says: "yok acil değil önümüzdeki birkaç gün içinde",
    expect: { urgency: "this_week" },
  },
  { asked: "urgency", says: "Evet, gerçekten çok acil.", expect: { urgency: "emergency" } },
  {
    asked: "phone",
    says: "sıfır beş yüz otuz iki beş yüz elli beş sıfır bir kırk altı",
    expect: { phone: "+905325550146" },
  },
  { asked: "phone", says: "aradığım numara olur", expect: { phone: "+905325550143" } },
  {
    asked: "phone",
    says: "sıfır beş üç iki beş beş beş bir iki üç dört",
    expect: { phone: "+905325551234" },
  },
  { asked: "phone", says: "bu numaradan ulaşabilirsiniz", expect: { phone: "+905325550143" } },
  {
    asked: "phone",
    says: "artı doksan beş yüz kırk iki beş yüz elli beş on dokuz sıfır yedi",
    expect: { phone: "+905425551907" },
  },
  { asked: "phone", says: "0 (212) 555 66 77", expect: { phone: "+902125556677" } },
  {
    asked: "phone",
    says: "0212 555 01 33 bir de bugün gelirseniz sevinirim",
    expect: { phone: "+902125550133", urgency: "today" },
  },
  {
    asked: "confirm",
    given: noted,
    says: "hayır kapı numarası 16",
    expect: { ...noted, problem: "petek", address: "çiçek sokak 16" },
  },
  {
    asked: "confirm",
    given: noted,
    says: "telefon yanlış doğrusu 0532 555 01 71",
    expect: { ...noted, problem: "petek", phone: "+905325550171" },
  },
  {
    asked: "confirm",
    given: noted,
    says: "tam değil, acil değil bu hafta yeterli",
    expect: { ...noted, problem: "petek", urgency: "this_week" },
  },
];
