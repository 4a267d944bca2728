import type { Persona } from "../persona-data.ts";

export const coldBoiler: Persona = {
  id: "cold-boiler",
  name: "Zeynep Arslan",
  from: "+905325550161",
  language: "tr",
  locale: "tr-TR",
  problem: "Boiler went out overnight, flat is cold",
  temper: ["Calm", "Long pauses"],
  voice: "f1",
  rate: 0.92,
  timing: { reactionMs: 1_500, pauseMs: 700, interrupts: false },
  opening: "İyi günler. Bizim kombi dün gece söndü, bir daha çalışmadı.",
  answers: [
    { when: "problem", say: ["Kombi çalışmıyor, evde sıcak su da yok.", "Kombi çalışmıyor."] },
    { when: "address", say: ["Lale Sokak No 12, daire 3, Kadıköy.", "Lale Sokak No 12, Kadıköy."] },
    {
      when: "urgency",
      say: ["Bugün gelebilirseniz çok iyi olur.", "Bugün olursa iyi olur."],
    },
    { when: "callback", say: ["Numaram 0532 555 01 61.", "0532 555 01 61."] },
    { when: "name", say: "Zeynep Arslan." },
    { when: ["hata kodu", "ekran", "isik", "lamba"], say: "Ekranda E 10 yazıyor." },
  ],
  otherwise: ["Su basıncına da baktım, normal görünüyor.", "Ben bütün gün evdeyim."],
  toOperator: [
    "Merhaba, evet, kombi dün geceden beri çalışmıyor.",
    "Ekranda E 10 yazıyor, kapatıp açtım, değişmedi.",
    "Lale Sokak No 12, daire 3. Zil bozuk, lütfen arayın.",
    "Öğleden sonra olur, evdeyim.",
    "Tamam, çok teşekkür ederim.",
  ],
  outboundGreeting: "Alo, buyurun, kim arıyor?",
  menuKey: "1",
};
