import { turkish as numbers } from "../numbers/tr.ts";
import { list } from "../../speech/phrases.ts";
import { compile } from "./types.ts";

export const turkish = compile({
  locale: "tr-TR",
  numbers,
  betweenDigits: list(`sonra, ondan sonra, ııı, eee, tire, alan, kodu`),
  categories: {
    gas: list(`
      gaz kok*, gaz ~ kok*, doğalgaz kok*, doğal gaz kok*, gaz kaçağı*, gaz sız*, gaz kaçır*,
      gaz kaçak*
    `),
    lift: ["asansör*"],
    pest: list(`
      fare*, sıçan*, hamam böceğ*, hamamböce*, böcek*, böceğ*, karınca*, tahta kuru*, tahtakuru*,
      güve*, arı|arılar*|arısı, haşere*, güvercin*
    `),
    mould: ["küf*", "rutubet*", "nem|nemli|nemlen*"],
    electricity: list(`
      priz*, sigorta*, elektrik*, lamba*, ışık*, ampul*, kablo*, kısa devre, kıvılcım*, şalter*,
      avize*
    `),
    heating: list(`
      kombi*, kalorifer*, petek*, petekler*, radyatör*, ısıtma*, ısınm*, sıcak su*, termosifon*,
      şofben*, soba*, kazan*, termostat*
    `),
    appliance: list(`
      fırın*, bulaşık makine*, çamaşır makine*, buzdolab*, kurutma makine*, fırın, fırınım*, ocak,
      ocağ*, mikrodalga*, klima*, davlumbaz*, derin dondurucu*, makinesi*, makinem*
    `),
    lock: list(`kilit*, kilid*, anahtar*, çilingir*, kapıda kaldı*, dışarıda kaldı*`),
    opening: list(`
      pencere*, cam|camı|camlar*|camım*, kapı|kapısı|kapım*|kapımız*|kapının, panjur*, kepenk*,
      garaj*, zil*, diafon*, menteşe*, stor*
    `),
    water: list(`
      su|suyu|sular*|suyun, damla*, damlı*, sız*, akıt*, akıyor*, akmıyor*, musluk*, musluğ*,
      tuvalet*, klozet*, lavabo*, boru*, gider*, tıkan*, tıkal*, lağım*, taş*, duş*, küvet*, sifon*,
      rezervuar*, çatı*, tesisat*, su bas*, kanalizasyon*, tavan*, kaçak*, batarya*
    `),
  },
  urgency: {
    emergency: list(`
        ne kadar erken o kadar iyi, ne kadar çabuk o kadar iyi, ne kadar erken olursa o kadar iyi,
        olabildiğince erken, acil*, çok acil, hemen, şimdi, şu an, derhal, en kısa sürede,
        en kısa zamanda, mümkün olan en kısa sürede, bir an önce, ivedi*, çabuk, çok çabuk, hızlıca,
        beklemez, bekleyemez, bekleyecek ~ yok, acele, acele edin, vakit kaybetmeden, en çabuk,
        hemen şimdi, olabildiğince çabuk, aciliyeti var, yetişin
      `),
    today: list(`
      bugün*, bu akşam*, akşama kadar, gün içinde, bugün içinde, öğleden sonra, birkaç saat içinde,
      bu gece, akşama
    `),
    this_week: list(`
      bu hafta*, yarın*, öbür gün, birkaç gün içinde, bir kaç gün içinde, birkaç güne,
      önümüzdeki günler*, önümüzdeki birkaç gün*, hafta sonu*, hafta içi*, hafta bitmeden,
      pazartesi|pazartesiye|salıya|çarşamba|çarşambaya|perşembe|perşembeye|cuma|cumaya|cumartesi|cumartesiye|pazara,
      salı günü, pazar günü, iki|üç|2|3 gün içinde
    `),
    whenever: list(`
      acelesi yok, acele değil, acele etmeye* gerek yok, acele yok, acelem yok, acelemiz yok,
      acele etmeyin, acil değil, çok acil değil, o kadar acil değil, pek acil değil, aciliyeti yok,
      ne zaman olursa, ne zaman isterseniz, ne zaman uygun*, ne zaman müsait*, müsait olduğunuz*,
      uygun olduğunuz*, bekleyebilir*, beklese* ~ olur, haftaya, gelecek hafta, önümüzdeki hafta,
      gelecek ay, vakit bulunca, bir ara, vaktiniz olduğunda, sıkıntı yok ne zaman, fark etmez,
      farketmez, acil bir durum ~ değil
    `),
  },
  notUrgency: list(`
      bugün değil, yarın değil, bugün olmaz,
      geçen pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar,
      her pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar, acil bir şey yok, bugünden beri,
      bu sabahtan beri, bugün bozuldu, bugün oldu, bugün ~ bozuldu, şimdiye kadar, şu ana kadar,
      şimdi de, şimdilik, pazartesiden beri, salıdan beri, cumadan beri,
      pazartesi|cuma|cumartesi|perşembe|çarşamba günden|gününden beri, birkaç gündür, iki|üç gündür,
      cuma pazarı, acil mi, yarından
    `),
  yes: list(`
    evet, doğru, tamam, aynen, tabii, tabi, elbette, olur, peki, kesinlikle, evet doğru, hıhı, öyle,
    uygun, tamamdır, onaylıyorum, he, lütfen, çok iyi, güzel, memnuniyetle, hepsi doğru, okey
  `),
  no: list(`
    hayır, yok, yanlış, değil, doğru değil, olmaz, olmadı, tam değil, istemiyorum, gerek yok,
    maalesef, neredeyse, sayılmaz, pek değil, hiç değil
  `),
  wrong: list(`
    yanlış, doğru değil, değil, doğrusu, düzelt*, değiştir*, hata, hatalı, aslında, öyle değil,
    farklı, yerine, olacak, pardon, başka
  `),
  thisNumber: list(`
    benim numaram, kendi numaramdan, numaramı kullan*, bu numara*, aradığım numara*,
    aradığım telefon*, şu an aradığım*, aynı numara*, arıyor olduğum*, bu telefon*,
    gördüğünüz numara*, ekrandaki numara*, ekranda görünen*, kendi numaram*, şu anki numara*,
    bu hat*
  `),
  intents: {
    recording: list(`
      kaydedilme* iste*, kayıt ~ istemiyorum, kaydedilsin istemiyorum, kayda alınma*, kaydetmeyin,
      kayıt yapmayın, kaydı durdur*, kaydı kapat*, kayıt altına alınma*, kaydedilmesin,
      kayıt alınmasın
    `),
    operator: list(`
      müşteri temsilci*, temsilci*, operatör*, insanla, gerçek bir insan*, bir insan*, yetkiliyle,
      bir yetkili*, yetkili biri*, çalışan biriyle, biriyle görüş*, biriyle konuş*, canlı destek*,
      beni bağla*, bağlar mısınız, bağlayın lütfen, birine bağla*, aktarın, aktarır mısınız, müdür*,
      gerçek biri*, gerçek kişi*, bir kişiyle, müşteri hizmet*
    `),
    repeat: list(`
      tekrar*, bir daha söyle*, ne dediniz, ne dedin, anlamadım, duyamadım, efendim, bir daha,
      duymadım, anlayamadım, sesiniz gelmiyor
    `),
    huh: ["ne", "nasıl", "alo"],
    goodbye: list(`
      hoşça kal*, hoşçakal*, güle güle, iyi günler dilerim, görüşürüz, görüşmek üzere, bu kadar,
      hepsi bu, başka bir şey yok, başka yok, kapatıyorum, vazgeçtim, yanlış numara, boş verin,
      boşver*, iyi akşamlar dilerim, kolay gelsin iyi günler, hayır teşekkür*, yok teşekkür*,
      sağ olun iyi günler, teşekkürler iyi günler, başka bir isteğim yok, allahaısmarladık
    `),
    wait: list(`
      bir dakika, bir saniye, bekleyin, bekler misiniz, bakayım, bir bakayım, düşüneyim, bi dakika,
      bi saniye, az bekle*, hemen bakıyorum, kontrol edeyim
    `),
    robot: list(`
      robot musun*, insan mısın*, gerçek misin*, makine misin*, bilgisayar mısın*,
      yapay zeka mısın*, bot musun*, kiminle konuşuyorum, robotla mı, makineyle mi
    `),
    price: list(`
      ne kadar tutar, kaç para, ücret*, fiyat*, kaça, kaç lira, bedava mı, masraf*, ne kadar olur,
      maliyet*
    `),
    arrival: list(`
      ne zaman gelir*, ne zaman gelecek*, kaçta gelir*, kaçta gelecek*, ne kadar sürer, saat kaçta,
      ne zaman burada
    `),
    status: list(`
      kimse gelmedi, geçen hafta bildir*, dün bildirdim, hâlâ gelen ~ yok, hala gelen ~ yok,
      talebin durumu, durumunu öğren*, durumunu sor*, talebim*, talebimin, kaydım, kaydımın,
      kaydımla, daha önce aramıştım, daha önce aradım, dün aramıştım, dün aradım, bildirmiştim,
      referans*, talep numara*, hâlâ bekliyorum, hala bekliyorum, usta nerede, gelmedi hala,
      hala gelmedi, hala kimse gelmedi, ne oldu benim, randevum*, takip numara*, ne durumda,
      kayıt numara*
    `),
    new_request: list(`
      yeni talep*, yeni bir talep*, yeni kayıt, yeni bir sorun*, başka bir sorun*, bir sorun daha,
      bir arıza bildir*, arıza kaydı, başka bir şey daha, bir şey daha
    `),
  },
  slotNames: {
    phone: list(`telefon*, numaram*, cep*, irtibat*, geri arama*, aranacak*`),
    address: list(`adres*, sokak, cadde, kapı numara*, daire numara*, bina numara*, mahalle`),
    urgency: list(`aciliyet*, öncelik*, zaman*, tarih*, saat*`),
    problem: list(`sorun*, problem*, arıza*, şikayet*, açıklama*, konu*`),
  },
  houseNumber: list(`kapı numarası, kapı no, numara, numarası, no, bina numarası, bina no`),
  notThis: ["değil", "yerine"],
  leadIns: list(`
    merhaba, merhabalar, selam, alo, iyi günler, iyi akşamlar, günaydın, selamlar, evet, şey, ııı,
    eee, yani, hani, tamam, hayır, yok, ve, ama, lütfen, kolay gelsin, benim adım _, benim adım _ _,
    adım _ _, ben _ _ arıyorum, şöyle, aslında, sorun şu, valla, işte, teşekkürler, hocam
  `),
  tails: list(`
    lütfen, ve, ama, durum, durumu, çok, gerçekten, birini gönderin, birini gönderir misiniz,
    birini gönderebilir misiniz, birini gönderin lütfen, gelebilir misiniz, gelir misiniz,
    gelseniz olur, gelin, oturuyorum, te oturuyorum, adres, adresim, numaram, telefonum,
    telefonum da, telefon numaram, olun, olursa, olur, iyi olur, bir usta, usta gönderin,
    beni arayın, da, de, te, ta, bu, gelirseniz sevinirim, birisi, biri, evim, olsa iyi olur,
    yeterli
  `),
  empty: list(`
    ben, biz, siz, o, bu, şu, bir, bende, bizde, bizim, benim, var, yok, ve, ama, da, de, mi, mı,
    mu, mü, için, ile, evet, hayır, lütfen, merhaba, alo, iyi, günler, akşamlar, günaydın, sorun,
    sorunum, problem, problemim, şey, ne, neden, nasıl, bilmiyorum, yardım, istiyorum, lazım,
    galiba, belki, tamam, yani, acaba, misiniz, mısınız, musunuz, bilir, soru, teşekkürler, peki,
    hmm, ee, arıyorum, aradım, olur, oldu, şimdi, çok, size
  `),
});
