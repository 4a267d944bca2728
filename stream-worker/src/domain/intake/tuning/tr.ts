import type { Sample } from "../heldout/types.ts";

/** What the lexicon was tuned on; the held-out sentences were not. */
export const tuning: readonly Sample[] = [
  {
    asked: "problem",
    says: "adım elif demir mutfak musluğu kapanmıyor",
    expect: { problem: "musluğu", category: "water" },
  },
  {
    asked: "problem",
    says: "saat altıdan beri evde elektrik yok iki küçük çocuk var, söğüt sokak 45 daire 12",
    expect: { problem: "elektrik", category: "electricity", address: "söğüt sokak 45 daire 12" },
  },
  {
    asked: "problem",
    says: "çamaşır makinem sıkma yapmıyor haftaya gelseniz de olur",
    expect: { problem: "çamaşır", category: "appliance", urgency: "whenever" },
  },
  {
    asked: "problem",
    says: "kalorifer üç gündür yanmıyor annem seksen beş yaşında",
    expect: { problem: "kalorifer", category: "heating" },
  },
  {
    asked: "problem",
    says: "anahtarı içeride unuttum kapıda kaldım mimoza sokağı 31 hemen gelebilir misiniz",
    expect: {
      problem: "anahtarı",
      category: "lock",
      address: "mimoza sokağı 31",
      urgency: "emergency",
    },
  },
  {
    asked: "problem",
    says: "çatıda arı yuvası var çocuk odasının üstünde acil",
    expect: { problem: "arı", category: "pest", urgency: "emergency" },
  },
  {
    asked: "problem",
    says: "buzdolabımız bozuldu",
    expect: { problem: "buzdolab", category: "appliance" },
  },
  {
    asked: "problem",
    says: "üst kattan su sızıyor duvarlar ıslak karanfil caddesi 17",
    expect: { problem: "su", category: "water", address: "karanfil caddesi 17" },
  },
  {
    asked: "problem",
    says: "zilimiz çalmıyor acelemiz yok",
    expect: { problem: "zil", category: "opening", urgency: "whenever" },
  },
  {
    asked: "address",
    says: "şey yüzüncü yıl caddesi yüz yedi",
    expect: { address: "yüzüncü yıl caddesi 107" },
  },
  {
    asked: "address",
    says: "zambak sokakta oturuyoruz kapı numarası kırk iki",
    expect: { address: "zambak 42" },
  },
  {
    asked: "address",
    says: "bahariye caddesi 12 kadıköy istanbul",
    expect: { address: "bahariye caddesi 12 kadıköy istanbul" },
  },
  {
    asked: "address",
    says: "gül apartmanı kat 3 daire 9 lale sokak 5",
    expect: { address: "lale sokak 5" },
  },
  {
    asked: "address",
    says: "cumhuriyet mahallesi 114. sokak no 6",
    expect: { address: "cumhuriyet mahallesi 114 sokak 6" },
  },
  { asked: "urgency", says: "ne kadar erken o kadar iyi", expect: { urgency: "emergency" } },
  { asked: "urgency", says: "bu akşam çok iyi olur", expect: { urgency: "today" } },
  { asked: "urgency", says: "fark etmez", expect: { urgency: "whenever" } },
  { asked: "urgency", says: "çarşamba ya da perşembe", expect: { urgency: "this_week" } },
  { asked: "urgency", says: "hemen", expect: { urgency: "emergency" } },
  { asked: "urgency", says: "bugün değil ama yarın olabilir", expect: { urgency: "this_week" } },
  {
    asked: "phone",
    says: "sıfır beş yüz kırk üç beş beş beş on iki otuz dört",
    expect: { phone: "+905435551234" },
  },
  { asked: "phone", says: "aynı numarayı kullanın", expect: { phone: "+905325550143" } },
  { asked: "phone", says: "+90 532 555 01 88", expect: { phone: "+905325550188" } },
  {
    asked: "phone",
    says: "beş yüz otuz beş beş yüz elli beş sıfır sıfır on iki",
    expect: { phone: "+905355550012" },
  },

  {
    asked: "problem",
    says: "duşun gideri tamamen tıkandı koku yapmaya başladı",
    expect: { problem: "gider", category: "water" },
  },
  {
    asked: "problem",
    says: "defne sokak 18 deki diafon bir haftadır çalışmıyor",
    expect: { problem: "diafon", category: "opening", address: "defne sokak 18" },
  },
  {
    asked: "problem",
    says: "evde hiç ısınma yok donuyoruz lütfen bu akşam birini yollayın",
    expect: { problem: "ısınma", category: "heating", urgency: "today" },
  },
  {
    asked: "problem",
    says: "su ısıtıcısını takınca prizden kıvılcım çıktı",
    expect: { problem: "prizden", category: "electricity" },
  },
  {
    asked: "problem",
    says: "çatı katında yarasa var ne yapacağımı bilmiyorum",
    expect: { problem: "yarasa" },
  },
  {
    asked: "problem",
    says: "anahtar kilitte kaldı zeytin sokak 5 numaranın önündeyim",
    expect: { problem: "anahtar", category: "lock", address: "zeytin sokak 5" },
  },
  {
    asked: "problem",
    says: "fırının kapağı kapanmıyor acil değil beni 0533 555 01 64 ten arayabilirsiniz",
    expect: {
      problem: "fırın",
      category: "appliance",
      urgency: "whenever",
      phone: "+905335550164",
    },
  },
  {
    asked: "address",
    says: "evet dört yüz altı numara fulya caddesi şişli",
    expect: { address: "406 fulya caddesi şişli" },
  },
  {
    asked: "address",
    says: "defne sokak on bir ikinci giriş",
    expect: { address: "defne sokak 11" },
  },
  {
    asked: "address",
    says: "sokağın adı eski değirmen sokak biz 29 numaradayız",
    expect: { address: "eski değirmen sokak 29" },
  },
  {
    asked: "urgency",
    says: "daha fazla bekleyemem şimdi olması lazım",
    expect: { urgency: "emergency" },
  },
  { asked: "urgency", says: "önümüzdeki iki gün içinde", expect: { urgency: "this_week" } },
  { asked: "urgency", says: "hiç acelem yok", expect: { urgency: "whenever" } },
  {
    asked: "phone",
    says: "sıfır beş yüz otuz üç beş beş beş sıfır bir altmış dört",
    expect: { phone: "+905335550164" },
  },
  {
    asked: "phone",
    says: "bu benim numaram bunu kullanabilirsiniz",
    expect: { phone: "+905325550143" },
  },

  {
    asked: "problem",
    says: "alo bodrumu su bastı her yer su içinde ıhlamur sokak 62 lütfen hemen gelin",
    expect: { problem: "su", category: "water", address: "ıhlamur sokak 62", urgency: "emergency" },
  },
  {
    asked: "problem",
    says: "mutfağın her yerinde karınca var perşembe günü biri gelebilir mi",
    expect: { problem: "karınca", category: "pest", urgency: "this_week" },
  },
  {
    asked: "problem",
    says: "termostat hata veriyor ev ısınmıyor",
    expect: { problem: "termostat", category: "heating" },
  },
  {
    asked: "problem",
    says: "koridordaki ışık sürekli yanıp sönüyor önemli değil haftaya kadar bekleyebilir",
    expect: { problem: "ışık", category: "electricity", urgency: "whenever" },
  },
  {
    asked: "problem",
    says: "tuvaletin sifonu bütün gece akıyor bahçe sokak 8 daire 2",
    expect: { problem: "sifon", category: "water", address: "bahçe sokak 8 daire 2" },
  },
  {
    asked: "problem",
    says: "derin dondurucu bozuldu her şey eriyor piskopos caddesi on ikideyiz bugün birine ihtiyacım var",
    expect: {
      problem: "dondurucu",
      category: "appliance",
      address: "piskopos caddesi 12",
      urgency: "today",
    },
  },
  {
    asked: "address",
    says: "fevzi çakmak bulvarı üç yüz yirmi dokuz",
    expect: { address: "fevzi çakmak bulvarı 329" },
  },
  {
    asked: "address",
    says: "kiraz sokaktaki sarı ev no 51 caminin yanı",
    expect: { address: "kiraz 51" },
  },
  {
    asked: "address",
    says: "Hürriyet Mah. Gonca Sok. No:17 K:3",
    expect: { address: "hürriyet gonca 17" },
  },
  {
    asked: "urgency",
    says: "dün gelseniz daha iyiydi olabildiğince çabuk",
    expect: { urgency: "emergency" },
  },
  { asked: "urgency", says: "cumartesi bana uyar", expect: { urgency: "this_week" } },
  { asked: "urgency", says: "hiç acelesi yok gerçekten", expect: { urgency: "whenever" } },
  {
    asked: "phone",
    says: "sıfır beş yüz elli dört yüz yirmi üç kırk beş altmış yedi",
    expect: { phone: "+905541234567" },
  },
  { asked: "phone", says: "cebim 0505-555-01-70", expect: { phone: "+905055550170" } },
];
