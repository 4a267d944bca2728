import { rulesOf } from "./shape.ts";

const safety = "İlk dakikada güvenlik";
const service = "Arayanlarla nasıl konuşuruz";

export const turkish = rulesOf("tr-TR", {
  gas: {
    title: "Gaz: herkes dışarı, düğmelere dokunmayın",
    say: "Lütfen hemen binadan çıkın, hiçbir düğmeye dokunmayın ve dışarıdan acil hattı arayın.",
    source: safety,
    anyOf: `
      gaz kok*, gaz ~ kok*, doğalgaz kok*, doğal gaz kok*, gaz kaçağ*, gaz kaçak*, gaz kaçırı*,
      gaz sız*
    `,
    unless: "gaz kokusu yok, gaz kokmuyor, gaz faturası, koku yok",
  },
  trapped: {
    title: "Asansörde kalan var",
    say: "Yaralı ya da kötü hisseden var mı? Lütfen sakin olun, kapıları zorlamayın, hemen yardım gönderiyorum.",
    source: safety,
    anyOf: `
      asansörde kal*, asansörde mahsur, asansörde ~ kal*, asansörde ~ mahsur, asansörün içinde*,
      asansörde sıkış*, asansörde ~ var
    `,
    unless: "kimse yok, içi boş, dün kaldı",
  },
  sparks: {
    title: "Önce sigortayı kapatın",
    say: "Lütfen dokunmayın. Sigorta kutusuna güvenle ulaşıp ana şalteri kapatabilir misiniz?",
    source: safety,
    anyOf: `
      kıvılcım*, elektrik çarp*, çarpıldı*, kısa devre*, yanık koku*, prizden duman*,
      priz ~ yan*, kablo ~ yan*, kablodan duman*, duman çık*, çarptı beni, prizden ~ çık*
    `,
    unless: "kıvılcım yok, araba çarptı, kapıya çarpt*",
  },
  vulnerable: {
    title: "Çocuk ya da yaşlı soğukta: bugün",
    say: "Bunu bugüne yazıyorum. O zamana kadar sıcak bir odanız ya da ısıtıcınız var mı?",
    source: safety,
    anyOf: `
      bebek*, bebeğ*, çocuk*, çocuğ*, yaşlı*, annem ~ yaşında, babam ~ yaşında, anneannem*,
      babaannem*, dedem*, hamile*, engelli*, hasta annem|babam, yaşında annem|babam
    `,
    with: `
      kombi*, kalorifer*, petek*, soğuk*, donuyor*, üşüyor*, ısınm*, sıcak su yok, sıcak su ak*,
      elektrik yok, elektrikler ~ yok, elektrik kesi*
    `,
    unless: "soğuk su musluğu, çocuk odasındaki petek",
  },
  water: {
    title: "Ana vana kapalı, ıslak yerde elektrik kapalı",
    say: "Ana vanayı kapatabilir misiniz? Islak olan yerde elektriği de kapatın lütfen.",
    source: safety,
    anyOf: `
      boru ~ sızdır*, boru ~ su kaçır*, borudan ~ su, kova, kovalar*, tavandan ~ su,
      tavandan ~ sız*, su bastı, boru patla*, borusu patla*, su bastı*, su basıyor*, su basmış*,
      su baskın*, su ~ bastı, tavandan su, tavandan ~ damlı*, tavandan ~ ak*, her yer su,
      su fışkır*, sular ~ akıyor, taşıyor, taştı, seller*, su içinde
    `,
    unless: "vanayı kapattım, su akmıyor, su faturası",
  },
  keys: {
    title: "Kapıda kalmış: kim soruyor?",
    say: "Kapıyı açmadan önce, zilde hangi isim yazıyor ve geldiğimizde kimlik gösterebilir misiniz?",
    source: "Kapı yalnızca oturana açılır",
    anyOf: `
      kapıda kald*, dışarıda kald*, anahtar* kaybet*, anahtar* ~ kaybet*, anahtar* kayboldu,
      anahtar* ~ unut*, anahtar* çal*, anahtar* içeride*, çilingir*
    `,
    unless: "anahtarı buldum, anahtar teslim, kapıda kaldı kargo",
  },
  recording: {
    title: "Kayıt istemiyor",
    say: "Elbette. Kaydı şimdi durduruyorum, gerekçe söylemenize gerek yok.",
    source: "Kayıt ve kişisel veriler",
    anyOf: `
      kaydedilme* iste*, kayıt ~ istemiyorum, kayda alınma*, kaydetmeyin, kaydı durdur*,
      kaydı kapat*, kaydedilmesin, kişisel veri*, verilerim* sil*, gizlilik*, kvkk, kim dinliyor
    `,
    unless: "kayıt sorun değil, kaydedebilirsiniz",
  },
  angry: {
    title: "Arayan öfkeli: önce dinleyin",
    say: "Kızmanızı anlıyorum. Olanları not alıyorum ve çözülene kadar peşinde olacağım.",
    source: service,
    anyOf: `
      haftalardır, hâlâ bozuk, hala bozuk, makineyle konuşmam, robotla konuşmam, rezalet*,
      kabul edilemez, saçmalık*, bıktım*, yeter artık, öfke*, sinirl*, üçüncü kez,
      üçüncü arayış*, kaç kere, kaç kez ara*, kimse gelmedi, hâlâ gelmedi*, hala gelmedi*,
      skandal*, avukat*, dalga mı geç*, utanmıyor*, çok kızgın*
    `,
    unless: "sinirli değilim, kızgın değilim, şaka yapıyorum",
  },
  cancel: {
    title: "İptal etmek istiyor",
    say: "Bunu sizin için yapabilirim. Randevunun kalması için neyi değiştirmemiz gerektiğini sorabilir miyim?",
    source: service,
    anyOf: `
      iptal et*, iptal iste*, iptal ettirmek, vazgeçmek istiyorum, sözleşme* feshet*,
      aboneliğ* sonlandır*, şikayet et*, şikayetçi*, şikâyet et*, şikayette bulun*
    `,
    unless: "iptal etmeyin, iptal etmek istemiyorum, iptal olmasın",
  },
  price: {
    title: "Fiyat: telefonda rakam yok",
    say: "İşe başlamadan önce yazılı fiyat alırsınız; ziyaretin kendisi süreye göre ücretlendirilir.",
    source: "Fiyatlar ve keşif",
    anyOf: `
      ne kadar tutar, ne kadar tutuyor, kaç para, kaç lira, kaça olur, kaça mal, ücret* ne*,
      ücreti ne*, fiyat*, ücretli mi, ücretsiz mi, bedava mı, servis ücreti*, maliyet*
    `,
    unless: "ne pahasına, fiyat etiketi",
  },
  tenant: {
    title: "Kiracı mı, ev sahibi mi? Kim öder",
    say: "Kirada mı oturuyorsunuz? O zaman ev sahibini de not edeyim, binadaki onarımlar genelde ona aittir.",
    source: "Onarımı kim ister",
    anyOf: `
      ev sahib*, kiracı*, kirada*, kirac*, yönetici*, site yönetimi*, apartman yönetimi*,
      kim ödeyecek, kim öder, sigorta şirketi*, konut sigorta*
    `,
    unless: "kiracı değilim, ev sahibi benim",
  },
  entrance: {
    title: "Teknisyen içeri nasıl girecek?",
    say: "Teknisyenimiz içeri nasıl girecek: zilde hangi isim var, kapı ya da şifre var mı?",
    source: "Teknisyenin bilmesi gerekenler",
    anyOf: `
      zil* çalışmıyor, zil* çalmıyor, zil* bozuk, arka kapı*, arka giriş*, arka bahçe*, avludan*,
      kapı şifre*, kapı kod*, bahçe kapısı*, zile basın
    `,
    unless: "yolu biliyorsunuz",
  },
});
