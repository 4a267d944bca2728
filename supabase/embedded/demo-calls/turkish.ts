import type { Caller, Scenario } from "./scenario.ts";

const greeting =
  "AssetCare24'ün otomatik asistanıyla görüşüyorsunuz. Görüşme kaydedilmektedir. Merhaba, size nasıl yardımcı olabilirim?";

export const turkishCallers: readonly Caller[] = [
  { name: "Ayşe Demir", number: "+902125550142", address: "Çiçek Sokak 7, daire 5" },
  { name: "Mehmet Yılmaz", number: "+902125550167", address: "Bağdat Caddesi 118, kat 3" },
  { name: "Zeynep Arslan", number: "+902125550188", address: "Gül Sokak 21" },
];

export const turkishScenarios: readonly Scenario[] = [
  {
    language: "tr-TR",
    lines: [
      ["bot", greeting],
      ["caller", "Merhaba, kombi sabahtan beri çalışmıyor, evde küçük çocuk var."],
      ["bot", "Geçmiş olsun. Adresinizi alabilir miyim?"],
      ["caller", "{address}."],
      ["bot", "Ne kadar acil?"],
      ["caller", "Bugün olsa çok iyi olur, ev buz gibi."],
      ["bot", "Sizi hangi numaradan arayalım?"],
      ["caller", "Aradığım numaradan."],
      ["bot", "Kombi çalışmıyor, {address}, bugün, bu numara. Doğru mu?"],
      ["caller", "Evet, doğru."],
      ["bot", "Teşekkür ederim, kaydınız alındı. İyi günler."],
    ],
    hint: {
      line: 1,
      words: "küçük çocuk",
      kind: "suggested_reply",
      title: "Çocuk var: ısıtıcı öner",
      say: "Tamir edilene kadar size elektrikli ısıtıcı getirebiliriz.",
      source: "Isıtma arızası, ilk adımlar",
    },
    request: { problem: "Kombi sabahtan beri çalışmıyor", urgency: "today", kind: "request" },
    outcome: "request_taken",
  },
  {
    language: "tr-TR",
    lines: [
      ["bot", greeting],
      ["caller", "Mutfakta gaz kokusu var, ne yapayım?"],
      ["bot", "Lütfen hemen dışarı çıkın ve acil servisi arayın. Işıkları açmayın."],
      ["operator", "Ben Mira, AssetCare24. Dışarıda mısınız?"],
      ["caller", "Evet, kapının önündeyim."],
      ["operator", "Çok iyi. Gaz şirketine haber verdim, ekip yolda. İçeri girmeyin."],
      ["caller", "Tamam, teşekkür ederim."],
    ],
    takenOverAt: 3,
    hint: {
      line: 1,
      words: "gaz kokusu",
      kind: "warning",
      title: "Gaz: önce dışarı, sonra arama",
      say: "Hemen dışarı çıkın, ışık ve telefon düğmelerine dokunmayın.",
      source: "Gaz kaçağı",
    },
    request: { problem: "Mutfakta gaz kokusu", urgency: "emergency", kind: "request" },
    outcome: "taken_over",
  },
  {
    language: "tr-TR",
    lines: [
      ["bot", greeting],
      ["caller", "Geçen haftaki başvurum ne durumda?"],
      ["bot", "Bakıyorum. Başvurunuz tamamlanmış görünüyor. Başka bir konu var mı?"],
      ["caller", "Yok, sağ olun."],
      ["bot", "Rica ederim, iyi günler."],
    ],
    outcome: "bot_resolved",
  },
];
