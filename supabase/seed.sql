-- The demo organization: safe to repeat, changes nothing that somebody has edited.
-- Its people exist before (made by the start script) and are found by e-mail.

insert into public.organizations (id, name, currency, dial_countries, ring_seconds, created_at) values
  ('a55e7000-0000-4000-8000-000000000001', 'AssetCare24', 'EUR', '{DE,GB,US,TR}', 20, '2026-01-05T08:00:00Z'),
  -- A second tenant, so that "nobody sees what is not theirs" has somebody to be tried with.
  ('a55e7000-0000-4000-8000-000000000002', 'Nordlicht Hausverwaltung', 'EUR', '{}', 20, '2026-01-06T08:00:00Z')
on conflict (id) do nothing;

insert into public.members (user_id, organization_id, role, name, languages)
select u.id, m.organization_id::uuid, m.role::public.member_role, m.name, m.languages::text[]
from (values
  ('operator@assetcare24.example', 'a55e7000-0000-4000-8000-000000000001', 'operator', 'Mira Lindholm', '{en-US,de-DE,tr-TR,ru-RU}'),
  ('operator2@assetcare24.example', 'a55e7000-0000-4000-8000-000000000001', 'operator', 'Jonas Brandt', '{en-US,de-DE,tr-TR,ru-RU}'),
  ('supervisor@assetcare24.example', 'a55e7000-0000-4000-8000-000000000001', 'supervisor', 'Selin Aydın', '{en-US,de-DE,tr-TR}'),
  ('admin@assetcare24.example', 'a55e7000-0000-4000-8000-000000000001', 'admin', 'Pavel Orlow', '{en-US,ru-RU}'),
  ('operator@nordlicht.example', 'a55e7000-0000-4000-8000-000000000002', 'operator', 'Frauke Petersen', '{de-DE}')
) as m (email, organization_id, role, name, languages)
join auth.users u on lower(u.email) = m.email
on conflict (user_id) do nothing;

insert into public.plans (organization_id, name, active, minutes_left) values
  ('a55e7000-0000-4000-8000-000000000001', 'Demo', true, 5000),
  ('a55e7000-0000-4000-8000-000000000002', 'Demo', true, 5000)
on conflict (organization_id) do nothing;

-- Simulated calls cost something, too: per minute in and out, per recorded minute, per stored
-- minute, per number and month; the model's prices are per token.
insert into public.prices (organization_id, kind, unit, amount)
select o.id, p.kind, p.unit, p.amount
from public.organizations o cross join (values
  ('inbound', 'minute', 0.012), ('outbound', 'minute', 0.024), ('recording', 'minute', 0.004), ('storage', 'recording', 0.02),
  ('number_month', 'month', 1.00), ('model_input', 'token', 0.0000001), ('model_output', 'token', 0.0000005)
) as p (kind, unit, amount)
on conflict (organization_id, kind) do nothing;

insert into public.bots (id, organization_id, name, language, prompt, greeting, disclosure) values
  ('b0700000-0000-4000-8000-000000000001', 'a55e7000-0000-4000-8000-000000000001', 'Intake English', 'en-US',
   'You answer the telephone of AssetCare24, who look after homes: heating, water, electricity, locks, lifts. Find out what is wrong, where, how urgent it is and which number to call back. One short question at a time; spoken language, no lists. Never promise a time or a price. When there is danger (gas, fire, current in water), tell the caller to get out and call the emergency services first.',
   'Hello, how can I help you?',
   'You are speaking with the automated assistant of AssetCare24. This call is recorded.'),
  ('b0700000-0000-4000-8000-000000000002', 'a55e7000-0000-4000-8000-000000000001', 'Annahme Deutsch', 'de-DE',
   'Du nimmst Anrufe für AssetCare24 an, einen Dienst rund um die Wohnung: Heizung, Wasser, Strom, Schlösser, Aufzüge. Finde heraus, was defekt ist, wo, wie dringend es ist und unter welcher Nummer wir zurückrufen. Eine kurze Frage auf einmal, gesprochene Sprache, keine Listen, höfliches Sie. Versprich weder Termine noch Preise. Bei Gefahr (Gas, Brand, Strom im Wasser) zuerst: hinausgehen und den Notruf wählen.',
   'Guten Tag, wie kann ich Ihnen helfen?',
   'Sie sprechen mit dem automatischen Assistenten von AssetCare24. Das Gespräch wird aufgezeichnet.'),
  ('b0700000-0000-4000-8000-000000000003', 'a55e7000-0000-4000-8000-000000000001', 'Kayıt Türkçe', 'tr-TR',
   'Ev bakım hizmeti AssetCare24 adına telefonlara bakıyorsun: ısıtma, su, elektrik, kilit, asansör. Sorunun ne olduğunu, adresi, ne kadar acil olduğunu ve geri aranacak numarayı öğren. Her seferinde tek kısa soru sor; konuşma dili kullan, siz diye hitap et, liste yapma. Saat veya fiyat sözü verme. Tehlike varsa (gaz, yangın, suda elektrik) önce dışarı çıkmalarını ve acil servisi aramalarını söyle.',
   'Merhaba, size nasıl yardımcı olabilirim?',
   'AssetCare24''ün otomatik asistanıyla görüşüyorsunuz. Görüşme kaydedilmektedir.'),
  ('b0700000-0000-4000-8000-000000000004', 'a55e7000-0000-4000-8000-000000000001', 'Приём по-русски', 'ru-RU',
   'Ты отвечаешь на звонки компании AssetCare24, которая заботится о жилье: отопление, вода, электричество, замки, лифты. Узнай, что случилось, адрес, насколько срочно и по какому номеру перезвонить. Один короткий вопрос за раз, разговорная речь, на «вы», без списков. Не обещай сроков и цен. При опасности (газ, пожар, ток в воде) сначала попроси выйти и вызвать экстренные службы.',
   'Здравствуйте, чем могу помочь?',
   'С вами говорит автоматический помощник компании AssetCare24. Разговор записывается.')
on conflict (id) do nothing;

-- One number per language and engine; English first. All of them are from ranges that no telephone has.
insert into public.numbers (id, organization_id, e164, label, language, engine, bot_id, record, outbound, created_at) values
  ('e1640000-0000-4000-8000-000000000001', 'a55e7000-0000-4000-8000-000000000001', '+12025550124', 'English line', 'en-US', 'auto', 'b0700000-0000-4000-8000-000000000001', true, false, '2026-01-05T08:00:01Z'),
  ('e1640000-0000-4000-8000-000000000002', 'a55e7000-0000-4000-8000-000000000001', '+493023125024', 'Deutsche Leitung', 'de-DE', 'auto', 'b0700000-0000-4000-8000-000000000002', true, true, '2026-01-05T08:00:02Z'),
  ('e1640000-0000-4000-8000-000000000003', 'a55e7000-0000-4000-8000-000000000001', '+902125550124', 'Türkçe hat', 'tr-TR', 'auto', 'b0700000-0000-4000-8000-000000000003', true, false, '2026-01-05T08:00:03Z'),
  ('e1640000-0000-4000-8000-000000000004', 'a55e7000-0000-4000-8000-000000000001', '+74955550124', 'Русская линия', 'ru-RU', 'auto', 'b0700000-0000-4000-8000-000000000004', true, false, '2026-01-05T08:00:04Z'),
  ('e1640000-0000-4000-8000-000000000005', 'a55e7000-0000-4000-8000-000000000001', '+12025550125', 'English line, own voice', 'en-US', 'stream', 'b0700000-0000-4000-8000-000000000001', true, false, '2026-01-05T08:00:05Z'),
  ('e1640000-0000-4000-8000-000000000006', 'a55e7000-0000-4000-8000-000000000001', '+493023125025', 'Deutsche Leitung, eigene Stimme', 'de-DE', 'stream', 'b0700000-0000-4000-8000-000000000002', true, false, '2026-01-05T08:00:06Z'),
  ('e1640000-0000-4000-8000-000000000007', 'a55e7000-0000-4000-8000-000000000001', '+902125550125', 'Türkçe hat, kendi sesi', 'tr-TR', 'stream', 'b0700000-0000-4000-8000-000000000003', true, false, '2026-01-05T08:00:07Z'),
  ('e1640000-0000-4000-8000-000000000008', 'a55e7000-0000-4000-8000-000000000001', '+74955550125', 'Русская линия, свой голос', 'ru-RU', 'stream', 'b0700000-0000-4000-8000-000000000004', true, false, '2026-01-05T08:00:08Z')
-- Neither twice, nor in the place of a number that somebody has added meanwhile.
on conflict do nothing;

insert into public.dispositions (organization_id, code, label)
select 'a55e7000-0000-4000-8000-000000000001'::uuid, d.code, d.label
from (values ('request_taken', 'Request taken'), ('emergency_dispatched', 'Emergency dispatched'), ('question_answered', 'Question answered'), ('wrong_number', 'Wrong number'), ('callback', 'Call back')) as d (code, label)
on conflict (organization_id, code) do nothing;

-- Some who call often are known by name; the others show their number.
insert into public.contacts (organization_id, name, e164)
select 'a55e7000-0000-4000-8000-000000000001'::uuid, c.name, c.e164
from (values
  ('Hannah Price', '+12025550142'), ('Marcus Bell', '+12025550151'), ('Nora Whitaker', '+12025550163'),
  ('Martina Vogel', '+493023125611'), ('Dieter Brandt', '+493023125612'),
  ('Zeynep Arslan', '+905325550161'), ('Ольга Миронова', '+79005550162')
) as c (name, e164)
on conflict (organization_id, e164) do nothing;
