-- What the bot's own engine hears and speaks with.

-- Vendors in the order in which they are tried; one that has no key is passed over.
alter table public.organizations
  add column speech_to_text text[] not null default '{deepgram_flux,deepgram,azure,openai,whisper,local}'
    check (speech_to_text <@ '{deepgram_flux,deepgram,azure,openai,whisper,local}' and cardinality(speech_to_text) between 1 and 6),
  add column text_to_speech text[] not null default '{elevenlabs,azure,deepgram,openai,local}'
    check (text_to_speech <@ '{elevenlabs,azure,deepgram,openai,local}' and cardinality(text_to_speech) between 1 and 5);

-- How loud and how long a sound must be to count as speech, within the bounds that workers accept.
-- `strict`: a missing or misspelt value is an error, which is null here, and not a match.
create function private.is_listening(wanted jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(wanted @@ 'strict $.threshold >= 0.05 && $.threshold <= 0.95
    && $.level >= 0 && $.level <= 8000
    && $.onsetMs >= 32 && $.onsetMs <= 1000 && $.onsetMs % 1 == 0
    && $.offsetMs >= 64 && $.offsetMs <= 2000 && $.offsetMs % 1 == 0
    && ($.patienceMs == null || ($.patienceMs >= 200 && $.patienceMs <= 5000 && $.patienceMs % 1 == 0))', false)
$$;

-- Settings to choose from; a bot gets a copy, so that a changed preset changes no bot by itself.
create table public.listening_presets (
  name text primary key check (length(name) between 1 and 64),
  listening jsonb not null check (private.is_listening(listening))
);
alter table public.listening_presets enable row level security;
create policy listening_presets_read on public.listening_presets for select to authenticated using ((select private.my_organization()) is not null);

insert into public.listening_presets (name, listening) values
  -- Three windows of the detector (32 ms each) begin speech, six end it: the shortest patience, after
  -- a yes, is 280 ms and must still begin at the last sound.
  ('standard', '{"threshold": 0.5, "level": 200, "onsetMs": 96, "offsetMs": 192, "patienceMs": null}'),
  -- For those who come from FreeSWITCH: its strictest detector, a level of 500, and 1.5 s of silence.
  ('freeswitch', '{"threshold": 0.8, "level": 500, "onsetMs": 96, "offsetMs": 192, "patienceMs": 1500}');

alter table public.bots
  add column listening jsonb not null
    default '{"threshold": 0.5, "level": 200, "onsetMs": 96, "offsetMs": 192, "patienceMs": null}'
    check (private.is_listening(listening)),
  add constraint bots_voice_length check (length(voice) between 1 and 120);
