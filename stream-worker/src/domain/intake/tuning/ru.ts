import type { Sample } from "../heldout/types.ts";

/** What the lexicon was tuned on; the held-out sentences were not. */
export const tuning: readonly Sample[] = [
  {
    asked: "problem",
    says: "меня зовут анна петрова и у меня не закрывается кран на кухне",
    expect: { problem: "кран", category: "water" },
  },
  {
    asked: "problem",
    says: "с шести часов нет света во всей квартире, двое маленьких детей, ивовая улица 45 квартира 12",
    expect: { problem: "света", category: "electricity", address: "ивовая улица 45 квартира 12" },
  },
  {
    asked: "problem",
    says: "стиральная машина не отжимает можно на следующей неделе",
    expect: { problem: "стиральная", category: "appliance", urgency: "whenever" },
  },
  {
    asked: "problem",
    says: "отопление не работает уже три дня а маме восемьдесят пять лет",
    expect: { problem: "отопление", category: "heating" },
  },
  {
    asked: "problem",
    says: "захлопнулась дверь ключи внутри улица чехова 31 можете приехать сейчас",
    expect: {
      problem: "дверь",
      category: "lock",
      address: "улица чехова 31",
      urgency: "emergency",
    },
  },
  {
    asked: "problem",
    says: "осиное гнездо под крышей прямо над детской это срочно",
    expect: { problem: "осиное", category: "pest", urgency: "emergency" },
  },
  {
    asked: "problem",
    says: "у нас сломался холодильник",
    expect: { problem: "холодильник", category: "appliance" },
  },
  {
    asked: "problem",
    says: "соседи сверху нас залили, потолок мокрый, на лесной 17",
    expect: { problem: "залили", category: "water", address: "лесной 17" },
  },
  {
    asked: "problem",
    says: "домофон не работает но нам не к спеху",
    expect: { problem: "домофон", category: "opening", urgency: "whenever" },
  },
  {
    asked: "address",
    says: "эм ну это улица гоголя сто семь",
    expect: { address: "улица гоголя 107" },
  },
  {
    asked: "address",
    says: "мы живём на берёзовой дом сорок два",
    expect: { address: "берёзовой 42" },
  },
  {
    asked: "address",
    says: "москва тверская 12 квартира 8",
    expect: { address: "москва тверская 12 квартира 8" },
  },
  {
    asked: "address",
    says: "проспект космонавтов дом 5 корпус 2 квартира 90",
    expect: { address: "проспект космонавтов 5 корпус 2 квартира 90" },
  },
  { asked: "address", says: "карла маркса 17", expect: { address: "карла маркса 17" } },
  { asked: "urgency", says: "чем раньше тем лучше", expect: { urgency: "emergency" } },
  { asked: "urgency", says: "сегодня вечером было бы хорошо", expect: { urgency: "today" } },
  { asked: "urgency", says: "без разницы", expect: { urgency: "whenever" } },
  { asked: "urgency", says: "в среду или в четверг", expect: { urgency: "this_week" } },
  { asked: "urgency", says: "прямо сейчас", expect: { urgency: "emergency" } },
  { asked: "urgency", says: "не сегодня но можно завтра", expect: { urgency: "this_week" } },
  {
    asked: "phone",
    says: "восемь девятьсот сорок три пятьсот пятьдесят пять двенадцать тридцать четыре",
    expect: { phone: "+79435551234" },
  },
  { asked: "phone", says: "тот же самый номер", expect: { phone: "+79005550143" } },
  { asked: "phone", says: "+7 900 555-01-88", expect: { phone: "+79005550188" } },
  {
    asked: "phone",
    says: "девятьсот пять пять пять пять ноль ноль один два",
    expect: { phone: "+79055550012" },
  },

  {
    asked: "problem",
    says: "слив в душе полностью забился и уже воняет",
    expect: { problem: "слив", category: "water" },
  },
  {
    asked: "problem",
    says: "домофон на вишнёвой 18 неделю не работает",
    expect: { problem: "домофон", category: "opening", address: "вишнёвой 18" },
  },
  {
    asked: "problem",
    says: "у нас совсем нет отопления мы мёрзнем пришлите кого-нибудь вечером",
    expect: { problem: "отопления", category: "heating", urgency: "today" },
  },
  {
    asked: "problem",
    says: "из розетки посыпались искры когда я включила чайник",
    expect: { problem: "розетки", category: "electricity" },
  },
  {
    asked: "problem",
    says: "на чердаке летучая мышь я не знаю что делать",
    expect: { problem: "мышь" },
  },
  {
    asked: "problem",
    says: "ключ застрял в замке стою у дома 5 на заречной улице",
    expect: { problem: "ключ", category: "lock", address: "заречной улице 5" },
  },
  {
    asked: "problem",
    says: "дверца духовки не закрывается, не срочно, мой телефон 8 921 555 01 64",
    expect: {
      problem: "духовки",
      category: "appliance",
      urgency: "whenever",
      phone: "+79215550164",
    },
  },
  {
    asked: "address",
    says: "дом четыреста шесть по улице фонтанной",
    expect: { address: "улице фонтанной 406" },
  },
  {
    asked: "address",
    says: "липовая аллея одиннадцать второй подъезд",
    expect: { address: "липовая аллея 11" },
  },
  {
    asked: "address",
    says: "улица называется старомельничная а дом у нас 29",
    expect: { address: "старомельничная 29" },
  },
  {
    asked: "urgency",
    says: "я больше не могу ждать нужно прямо сейчас",
    expect: { urgency: "emergency" },
  },
  { asked: "urgency", says: "в течение двух дней", expect: { urgency: "this_week" } },
  { asked: "urgency", says: "совершенно не торопимся", expect: { urgency: "whenever" } },
  {
    asked: "phone",
    says: "восемь девятьсот двадцать один пятьсот пятьдесят пять ноль один шестьдесят четыре",
    expect: { phone: "+79215550164" },
  },
  { asked: "phone", says: "это мой номер можно на него", expect: { phone: "+79005550143" } },

  {
    asked: "problem",
    says: "добрый вечер у нас подвал залило водой по щиколотку липовая улица 62 приезжайте немедленно",
    expect: {
      problem: "залило",
      category: "water",
      address: "липовая улица 62",
      urgency: "emergency",
    },
  },
  {
    asked: "problem",
    says: "по всей кухне муравьи может кто-нибудь прийти в четверг",
    expect: { problem: "муравьи", category: "pest", urgency: "this_week" },
  },
  {
    asked: "problem",
    says: "термостат показывает ошибку и ничего не нагревается",
    expect: { problem: "термостат", category: "heating" },
  },
  {
    asked: "problem",
    says: "свет в коридоре всё время мигает ничего страшного подождёт до следующей недели",
    expect: { problem: "свет", category: "electricity", urgency: "whenever" },
  },
  {
    asked: "problem",
    says: "бачок в туалете течёт всю ночь, садовая 8 квартира 2",
    expect: { problem: "бачок", category: "water", address: "садовая 8 квартира 2" },
  },
  {
    asked: "problem",
    says: "морозилка сломалась всё тает мы на соборной улице двенадцать нужен кто-то сегодня",
    expect: {
      problem: "морозилка",
      category: "appliance",
      address: "соборной улице 12",
      urgency: "today",
    },
  },
  {
    asked: "address",
    says: "ленинский проспект триста двадцать девять",
    expect: { address: "ленинский проспект 329" },
  },
  {
    asked: "address",
    says: "жёлтый дом на вишнёвой 51 рядом с церковью",
    expect: { address: "вишнёвой 51" },
  },
  {
    asked: "address",
    says: "ул. Пушкина, д. 17, кв. 3",
    expect: { address: "ул пушкина 17 кв 3" },
  },
  {
    asked: "urgency",
    says: "лучше бы вчера, так что как можно быстрее",
    expect: { urgency: "emergency" },
  },
  { asked: "urgency", says: "суббота мне подходит", expect: { urgency: "this_week" } },
  { asked: "urgency", says: "я вообще не тороплюсь", expect: { urgency: "whenever" } },
  {
    asked: "phone",
    says: "восемь девятьсот пять сто двадцать три сорок пять ноль семь",
    expect: { phone: "+79051234507" },
  },
  { asked: "phone", says: "мобильный 8-916-555-01-70", expect: { phone: "+79165550170" } },
];
