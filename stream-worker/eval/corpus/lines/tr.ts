import type { Lines } from "./types.ts";

export const turkish: Lines = {
  open: `
    Oturma odasında kalorifer yanmıyor
    Mutfağın tavanından // su geliyor
    Kapının kilidi takıldı / evden çıkamıyorum
    İyi günler // ben Merve Aydın // kombimiz çok yüksek ses yapıyor
    Sanırım // şey // koridorda gaz kokusu var
    Evin yarısında elektrik yok // sigorta da sürekli atıyor
    Yani // dün akşam başladı // sifon hiç durmuyor
    Çatı katında fare var
    Bulaşık makinesi su kaçırıyor / bütün mutfak ıslandı
    Cam kırıldı // fırtınada düştü // şimdi içeri yağmur giriyor
    Günaydın // asansör iki kat arasında kaldı
    Şöyle // sorun şu // çamaşır makinem suyu boşaltmıyor
    Lavabonun altındaki // vanayı kapatamıyorum
    Yatak odasındaki petek soğuk // termostat sonuna kadar açık olduğu halde
    Dolabın arkasındaki duvarda // küf var
    Garaj kapısı kapanmıyor
    Evet alo // şunun için arıyorum // sabahtan beri sıcak su gelmiyor
    Zilimiz bir haftadır çalışmıyor / ama acelesi yok
    Kapıda kaldım // ve // küçük oğlum hâlâ içeride
    Banyodaki lavabo tıkandı
    Yanık kokusu var // prizin yanında // mutfakta
    Iıı // bir bakayım /// soldan ikinci vana
    Musluk damlıyor // gece gündüz // delireceğim artık
    Geçen hafta usta gelmişti // ama kombi yine durdu
    Çatı akıtıyor // tam çocuk odasının üstü
    Panjur kutusunda // arılar var
    Merdivendeki lamba yanıp sönüyor
    Fırınım artık ısınmıyor // kapatıp açtım
    Duşta // neredeyse hiç basınç yok
    Diafonda bir sorun var // zile basıyorlar ama ben duymuyorum
    Bodrumda boru patladı // lütfen çabuk gelin
    Derin dondurucu kendi kendine çözülüyor
    Birine ihtiyacım var // şey için // klima için
    Yağmur oluğuyla ilgili // duvardan ayrıldı
    Mutfağın gideri tıkandı ve // her şeyi denedim
    Ocağın iki gözü çalışmıyor
    Evet // merhaba // yine şofben
    Bodrumu su bastı
    Musluğu açınca // duvarın içinden ses geliyor
    Balkon kapısı artık kilitlenmiyor // biri girmeye çalıştığından beri`,
  yesNo: `
    Evet
    Evet lütfen
    Hayır
    Evet doğru
    Hayır // kapı numarası yanlış
    Aynen
    Hıhı
    Doğru
    Hayır teşekkürler
    Evet // aynen öyle
    Şey // evet
    Hayır on altı // on dört değil
    Tabii
    Evet ama // beşten sonra
    Doğrudur
    Hayır // sanmıyorum
    Tamam
    Aslında // evet
    Elbette
    Hayır // bir dakika // evet öyle
    Kesinlikle
    Galiba evet
    Olur
    Pek değil`,
  address: `
    Çiçek Sokak 14 numara
    Adres // Eski Değirmen Caddesi 27
    Çiçek Sokak /// on dört numara
    Fırın Sokak 221 // üçüncü kat
    Şey // Liman Yolu 9
    Biz // Güneş Caddesi 300 numarada oturuyoruz
    Adresimiz // Cami Sokak 48 // Kadıköy
    Sedir Sokak // on iki
    Karaağaç Caddesinde // bir dakika /// yetmiş numara
    Park Meydanı 5 // zemin kat
    Ben // Ihlamur Sokak on altı numarada oturuyorum
    Gül Sitesi // sekiz numara
    Şey olacak // Tepe Sokak 77
    İstasyon Caddesi 19 // soldan ikinci kapı
    Bahçe Sokak // kırk iki
    Sarı ev // Değirmen Sokak 6
    Sahil Caddesi 31
    Ana Cadde // sekiz yüz // B blok
    Bir bakayım /// Söğüt Sokak 15
    Kuzey Caddesi 102 // 34710 Kadıköy
    Kral Yolu // dört numara
    Köprü Caddesi 23 // fırının yanı`,
  digits: `
    #
    #
    Numara #
    Numaram // #
    Evet // #
    Bir dakika /// #
    Şöyle // # // teşekkürler
    Bana # numarasından ulaşabilirsiniz
    Şey // #
    #
    Tabii // #
    # // bu cep telefonum
    Yazar mısınız // #
    #
    Telefon numaram #
    Peki // şöyle // #
    #
    Bir bakayım /// #
    #
    # // akşamları`,
  spelling: `
    Y // I // L // D // I // Z
    B Bursa // E // L // L // İ
    K // A // R /// A
    Ö // Z // E // R
    A Ankara // K // I // N
    D // E // M // İ // R`,
  murmurs: `
    hı hı
    tamam
    evet
    anladım
    peki
    doğru
    evet evet
    hm
    tamam tamam
    tabii
    olur
    aha
    güzel
    iyi
    aynen
    öyle mi`,
  bargeIns: `
    Hayır bu yanlış
    Bir dakika // bu benim adresim değil
    Dur
    Bugün birinin gelmesi lazım
    Pardon // bu ne kadar tutar
    Müşteri temsilcisi lütfen
    Aslında // sorun kombide
    Bir insanla konuşabilir miyim
    Bekleyin // kalem almam lazım
    Mutfak değil // banyo
    Ne zaman gelirler
    Hayır hayır hayır
    Yarın olmaz
    Bunu arkadaşınıza söylemiştim
    Pardon // ne dediniz
    Numara değişti
    Sözümü bitireyim
    Pahalı mı bu`,
  statements: `
    Teşekkürler, bunu not aldım. Bir arkadaşımız en kısa sürede ilgilenecek, teknisyen de onarım için gereken her şeyi yanında getirecek.
    Lütfen ıslak olan ya da kıvılcım çıkaran hiçbir şeye dokunmayın. Güvenle ulaşabiliyorsanız ana vanayı kapatın, sonra teknisyeni kapının önünde bekleyin.
    Teknisyenlerimiz sabah yediden akşam sekize kadar yolda. Biri size varmadan yarım saat önce telefonunuza bir mesaj gelecek.
    Şimdiye kadar not aldıklarımı okuyorum. Mutfağı su bastı, ana vana kapalı ve bütün öğleden sonra evde biri olacak.
    Ücreti size söylenmeden kimse işe başlamaz. Fiyatı yazılı olarak alırsınız ve hiçbir şey ödemeden vazgeçebilirsiniz.
    Fırtına yüzünden bugün her zamankinden çok arayan var. Yine de her talebe cevap veriyoruz, yalnızca alıştığınızdan biraz daha uzun sürebilir.`,
  yesNoQuestions: `
    Su şu anda kapalı mı?
    Sizi bu numaradan geri arayabilir miyiz?
    Çiçek Sokak on dört diye not aldım. Doğru mu?
    Öğleden sonra evde biri olacak mı?
    Hatta bir arkadaşımı alayım mı?
    Bizi bu konuda daha önce aramış mıydınız?`,
  spellingQuestion: "Soyadınızı heceler misiniz lütfen?",
  numbers: `
    0532 555 01 33
    0 532 555 01 47
    0555 010 20 30
    0212 555 01 66
    0542 555 0 1 7 1
    0312 555 01 22`,
  digitWords: "sıfır bir iki üç dört beş altı yedi sekiz dokuz",
  noted: "Peki.",
};
