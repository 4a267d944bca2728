import type { Texts } from "./types.ts";

const statuses: Readonly<Record<string, string>> = {
  open: "kayıtlı, bir teknisyen bekliyor",
  in_progress: "üzerinde çalışılıyor",
  done: "tamamlandı olarak görünüyor",
  cancelled: "iptal edilmiş",
};

export const turkish: Texts = {
  greeting: (organization) => `Merhaba, ${organization}. Size nasıl yardımcı olabilirim?`,
  disclosure: (recorded) =>
    recorded
      ? "Otomatik bir asistanla görüşüyorsunuz ve bu görüşme kaydediliyor."
      : "Otomatik bir asistanla görüşüyorsunuz.",
  apology:
    "Özür dilerim, bizim tarafta bir aksaklık oldu. Lütfen birazdan yeniden arayın. Hoşça kalın.",
  menu: (organization) =>
    `${organization} hattına hoş geldiniz. Yeni bir talep için biri, mevcut talebinizin durumu için ikiyi tuşlayın.`,
  voicemail:
    "Lütfen sinyalden sonra ne olduğunu, nerede olduğunuzu ve size nasıl ulaşabileceğimizi söyleyin.",
  goodbye: "Aradığınız için teşekkür ederiz. Hoşça kalın!",
  handoverHold: "Tabii. Lütfen hatta kalın, müsait bir arkadaşımı arıyorum.",
  stillTrying: "Hâlâ bir arkadaşıma ulaşmaya çalışıyorum. Beklediğiniz için teşekkürler.",
  callbackNoted: (phone) =>
    `Sizi ${phone} numarasından geri aramamız için not aldım. Bir arkadaşımız müsait olur olmaz arayacak. Hoşça kalın!`,
  callbackWithoutNumber:
    "Aramanızı not aldım, bir arkadaşımız müsait olur olmaz ilgilenecek. Hoşça kalın!",
  nobodyFree: "Kusura bakmayın, şu anda herkes başka bir görüşmede.",

  ask: {
    problem: [
      "Ne oldu, anlatır mısınız?",
      "Sorunu bir kez daha söyleyebilir misiniz?",
      "Birkaç kelimeyle, bozulan nedir? Örneğin su kaçağı, kombi, elektrik ya da kilit.",
    ],
    address: [
      "Nereye gelelim? Sokağı ve kapı numarasını söyler misiniz?",
      "Sokağı ve kapı numarasını bir kez daha söyleyebilir misiniz?",
      "Geleceğimiz yeri öğrenmem gerekiyor. Örneğin: Çiçek Sokak, on dört numara.",
    ],
    urgency: [
      "Ne kadar acil: hemen mi, bugün mü, bu hafta mı, yoksa bekleyebilir mi?",
      "Ne zamana kadar birinin gelmesi gerekiyor: hemen, bugün, bu hafta ya da daha sonra?",
      "Şöyle demeniz yeterli: acil, bugün, bu hafta ya da acelesi yok.",
    ],
    phone: [
      "Sizi hangi numaradan geri arayabiliriz?",
      "Telefon numaranızı rakam rakam bir daha söyler misiniz?",
      "İsterseniz numarayı telefonunuzdan tuşlayıp kareyle bitirebilirsiniz.",
    ],
  },
  askHouseNumber: "Peki, kapı numarası kaç?",
  askOwnNumber: (ending) =>
    `Sizi şu an aradığınız, sonu ${ending} olan numaradan geri arayabilir miyiz?`,
  askForChange: "Neyi değiştireyim: sorunu mu, adresi mi, aciliyeti mi, telefon numarasını mı?",
  askReference: "Talebinizin numarası nedir?",
  anythingElse: "Başka bir konuda yardımcı olabilir miyim?",
  noted: ["Peki.", "Teşekkürler.", "Tamam, not aldım."],
  sorry: ["Kusura bakmayın, tam anlayamadım.", "Özür dilerim, yine anlayamadım."],
  phoneIncomplete: "Sanırım numaranın tamamını alamadım.",
  goOn: "Evet, devamı?",
  takeYourTime: "Acele etmeyin.",
  stillThere: "Hâlâ orada mısınız?",
  oneMoment: "Bir saniye, lütfen.",
  silentGoodbye: "Sizi duyamıyorum, o yüzden kapatıyorum. Bizi yine arayabilirsiniz. Hoşça kalın!",
  partingNoted: "Söylediklerinizi not aldım, sizi arayacağız.",
  offerHuman: "Sizi anlamakta zorlanıyorum. Hatta bir arkadaşımı alayım mı?",
  carryOn: "Peki, o zaman devam edelim.",
  robot: "Ben otomatik bir asistanım. Bir insanla konuşmak isterseniz söylemeniz yeterli.",
  price: "Fiyat veremiyorum, ama ücreti size söylenmeden kimse işe başlamaz.",
  arrival: "Kesin bir saat söyleyemem; bir arkadaşımız sizi arayıp bildirecek.",
  recording: "Anlıyorum. Kaydı ben kapatamıyorum, size yardımcı olacak bir arkadaşımı arıyorum.",
  saveFailed: "Özür dilerim, bunu şu anda kaydedemedim. Bir arkadaşımı arıyorum.",
  lookupFailed: "Özür dilerim, taleplerimizi şu anda göremiyorum.",
  resumedAfterCrash: "Kusura bakmayın, bir an koptum. Devam edelim.",
  resumedAfterHandBack: "Yeniden sizinleyim.",
  safety: {
    gas: "Gaz kokusu varsa lütfen hemen binadan çıkın, hiçbir düğmeye dokunmayın ve dışarıdan acil hattı arayın.",
    electricity: "Lütfen kıvılcım çıkan ya da ıslak olan hiçbir yere dokunmayın.",
    water: "Güvenle ulaşabiliyorsanız ana vanayı kapatın.",
    lift: "İçeride kalan varsa sakin olsun, kapıları zorlamasın.",
  },

  summary: ({ problem, address, urgency, phone }) =>
    `Özetliyorum. Sorun: ${problem}. Adres: ${address}. ${urgency} Size ${phone} numarasından ulaşırız. Doğru mu?`,
  urgency: {
    emergency: "Durum acil.",
    today: "Bugün birinin gelmesi gerekiyor.",
    this_week: "Bu hafta içinde olması yeterli.",
    whenever: "Acelesi yok.",
  },
  saved: (reference) =>
    `Kaydettim. Talep numaranız ${reference}. Bir arkadaşımız sizi geri arayacak.`,
  requestStatus: (reference, status) =>
    `${reference} numaralı talebiniz ${statuses[status] ?? "bizde kayıtlı"}.`,
  notFound: "Buna ait bir talep bulamadım.",
  trunk: { code: "+90", prefix: "0", groups: [4, 3, 2, 2] },
};
