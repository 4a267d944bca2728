import type { Persona } from "../persona-data.ts";

export const stuckDoor: Persona = {
  id: "stuck-door",
  name: "Ольга Миронова",
  from: "+79005550162",
  language: "ru",
  locale: "ru-RU",
  problem: "Front door lock is jammed, locked out",
  temper: ["Impatient", "Short answers"],
  voice: "f5",
  rate: 1.15,
  timing: { reactionMs: 300, pauseMs: 0, interrupts: true },
  opening: "Алло! У меня заклинило замок входной двери, я не могу попасть домой.",
  answers: [
    {
      when: "problem",
      say: ["Замок заклинило, дверь не открывается.", "Замок сломался, я же сказала."],
    },
    {
      when: "address",
      say: ["Улица Садовая, дом 8, квартира 21.", "Садовая, дом 8, квартира 21."],
    },
    { when: "urgency", say: ["Конечно срочно, я стою на лестнице!", "Срочно, сейчас."] },
    { when: "callback", say: ["Мой номер 8 900 555 01 62.", "8 900 555 01 62."] },
    { when: "name", say: "Ольга Миронова." },
    { when: ["ключ", "второй вход", "запасн"], say: "Ключ есть, но он не поворачивается." },
  ],
  otherwise: ["Давайте быстрее, пожалуйста.", "Когда приедет мастер?"],
  interruption: "Подождите, скажите просто, когда приедет мастер?",
  toOperator: [
    "Наконец-то! Замок заклинило, я стою перед дверью.",
    "Ключ вставляется, но не поворачивается.",
    "Садовая, дом 8, квартира 21, четвёртый этаж.",
    "Сколько мне ждать?",
    "Хорошо, я подожду у соседки.",
    "Спасибо.",
  ],
  outboundGreeting: "Алло, кто это?",
  menuKey: "1",
};
