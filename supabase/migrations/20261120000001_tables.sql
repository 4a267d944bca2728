-- Tables of Patchbay. Every row of an organization carries organization_id, so that each
-- row-level-security policy is one indexed comparison and no policy reads through another.

create schema if not exists private;

create type public.member_role as enum ('operator', 'supervisor', 'admin');
create type public.call_direction as enum ('inbound', 'outbound');
create type public.call_status as enum ('ringing', 'live', 'ended');
create type public.request_status as enum ('open', 'in_progress', 'done', 'cancelled');

create table public.organizations (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 200),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  -- Countries (ISO 3166 alpha-2) and number types that may be dialled; empty means none.
  dial_countries text[] not null default '{}',
  dial_number_types text[] not null default '{FIXED_LINE,MOBILE,FIXED_LINE_OR_MOBILE}',
  ring_seconds integer not null default 20 check (ring_seconds between 5 and 120),
  created_at timestamptz not null default now()
);

-- Which rights a role brings. A member's own list overrides single entries.
create table public.role_grants (
  role public.member_role not null,
  grant_name text not null,
  primary key (role, grant_name)
);

create table public.members (
  user_id uuid primary key references auth.users (id) on delete cascade,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  role public.member_role not null,
  name text not null check (length(name) between 1 and 200),
  languages text[] not null default '{en-US}',
  extra_grants text[] not null default '{}',
  denied_grants text[] not null default '{}',
  active boolean not null default true,
  created_at timestamptz not null default now()
);
create index members_organization on public.members (organization_id);

create table public.bots (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  name text not null,
  language text not null,
  version integer not null default 1,
  prompt text not null,
  greeting text not null,
  disclosure text not null,
  voice text,
  created_at timestamptz not null default now()
);
create index bots_organization on public.bots (organization_id);

create table public.numbers (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  e164 text not null unique check (e164 ~ '^\+[1-9][0-9]{6,14}$'),
  label text not null,
  language text not null,
  engine text not null default 'auto' check (engine in ('auto', 'relay', 'stream', 'realtime', 'gather')),
  bot_id uuid references public.bots (id) on delete set null,
  record boolean not null default true,
  outbound boolean not null default false,
  created_at timestamptz not null default now()
);
create index numbers_organization on public.numbers (organization_id);

create table public.plans (
  organization_id uuid primary key references public.organizations (id) on delete cascade,
  name text not null,
  active boolean not null default true,
  minutes_left numeric(12, 2) not null default 0
);

-- Append-only; corrections are further rows.
create table public.usage_ledger (
  id bigint generated always as identity primary key,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  call_id uuid,
  kind text not null,
  quantity numeric(14, 4) not null,
  natural_key text not null unique,
  at timestamptz not null default now()
);
create index usage_ledger_organization on public.usage_ledger (organization_id, at);

create table public.prices (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  kind text not null check (kind in ('inbound', 'outbound', 'recording', 'storage', 'number_month', 'model_input', 'model_output')),
  unit text not null,
  amount numeric(14, 8) not null check (amount >= 0),
  primary key (organization_id, kind)
);

create table public.contacts (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  name text not null check (length(name) between 1 and 200),
  e164 text not null,
  note text not null default '',
  created_at timestamptz not null default now(),
  unique (organization_id, e164)
);

create table public.calls (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  number_id uuid references public.numbers (id) on delete set null,
  bot_id uuid references public.bots (id) on delete set null,
  -- Twilio's CallSid of the outside leg; one call per CallSid.
  carrier_sid text unique,
  direction public.call_direction not null,
  status public.call_status not null,
  from_number text not null,
  to_number text not null,
  caller_name text,
  language text not null,
  engine text,
  holder text not null check (holder in ('bot', 'operator', 'outside', 'nobody')),
  holder_operator_id uuid references public.members (user_id) on delete set null,
  phase text not null check (phase in ('claimed', 'connected', 'lost')),
  epoch integer not null default 0,
  -- The rest of the lifecycle's state; written with version under compare-and-set.
  state jsonb not null,
  version integer not null default 0,
  last_seq integer not null default 0,
  taken_over boolean not null default false,
  recording text not null default 'off' check (recording in ('off', 'on', 'paused')),
  request_id uuid,
  outcome text,
  summary text,
  cost numeric(14, 6),
  cost_lines jsonb,
  demo boolean not null default false,
  -- Milliseconds, like the cursors that page by them.
  started_at timestamptz(3) not null default now(),
  answered_at timestamptz,
  ended_at timestamptz,
  duration_seconds integer check (duration_seconds >= 0)
);
create index calls_history on public.calls (organization_id, started_at desc, id desc);
create index calls_live on public.calls (organization_id, status) where status <> 'ended';
create index calls_operator on public.calls (holder_operator_id) where status <> 'ended';

create table public.legs (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  call_id uuid not null references public.calls (id) on delete cascade,
  carrier_sid text not null unique,
  kind text not null check (kind in ('caller', 'operator', 'supervisor', 'outside')),
  operator_id uuid references public.members (user_id) on delete set null,
  epoch integer not null,
  label text not null,
  state text not null check (state in ('joining', 'joined', 'left', 'superseded')),
  created_at timestamptz not null default now(),
  ended_at timestamptz
);
create index legs_call on public.legs (call_id);
create index legs_organization on public.legs (organization_id);

-- Numbered per call, append-only: what consoles replay.
create table public.call_events (
  call_id uuid not null references public.calls (id) on delete cascade,
  seq integer not null check (seq > 0),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  type text not null,
  at timestamptz not null default now(),
  at_ms integer not null,
  data jsonb not null,
  primary key (call_id, seq)
);
create index call_events_organization on public.call_events (organization_id, at);

create table public.utterances (
  id uuid primary key,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  call_id uuid not null references public.calls (id) on delete cascade,
  -- The sender's own numbering; a repeated delivery finds its row.
  session_id text not null,
  sequence integer not null,
  speaker text not null check (speaker in ('caller', 'bot', 'operator', 'system')),
  speaker_name text,
  text text not null check (length(text) <= 8000),
  language text,
  started_ms integer not null check (started_ms >= 0),
  ended_ms integer not null check (ended_ms >= started_ms),
  heard text,
  interrupted boolean not null default false,
  confidence real,
  untranscribed boolean not null default false,
  words jsonb,
  created_at timestamptz not null default now(),
  unique (session_id, sequence)
);
create index utterances_call on public.utterances (call_id, started_ms);
create index utterances_organization on public.utterances (organization_id);

create table public.hints (
  id uuid primary key,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  call_id uuid not null references public.calls (id) on delete cascade,
  kind text not null,
  title text not null,
  say text not null,
  rests_on jsonb not null,
  source text,
  at_ms integer not null,
  state text not null default 'shown' check (state in ('shown', 'used', 'dismissed', 'replaced')),
  created_at timestamptz not null default now()
);
create index hints_call on public.hints (call_id);
create index hints_organization on public.hints (organization_id);

create sequence public.request_reference start 2041;

create table public.requests (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  reference text not null unique default ('R-' || nextval('public.request_reference')),
  call_id uuid references public.calls (id) on delete set null,
  kind text not null default 'request' check (kind in ('request', 'callback')),
  caller_number text,
  caller_name text,
  language text,
  problem text check (length(problem) <= 2000),
  address text check (length(address) <= 500),
  urgency text check (urgency in ('emergency', 'today', 'this_week', 'whenever')),
  callback_number text check (length(callback_number) <= 32),
  status public.request_status not null default 'open',
  assignee_id uuid references public.members (user_id) on delete set null,
  demo boolean not null default false,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz not null default now()
);
create index requests_list on public.requests (organization_id, created_at desc, id desc);
create index requests_number on public.requests (organization_id, caller_number);
create unique index requests_call_kind on public.requests (call_id, kind);
alter table public.calls add constraint calls_request foreign key (request_id) references public.requests (id) on delete set null;

create table public.recordings (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  -- A recording's callback may come before its call's row is known.
  call_id uuid references public.calls (id) on delete cascade,
  carrier_call_sid text,
  recording_sid text unique,
  status text not null default 'pending' check (status in ('pending', 'ready', 'failed', 'erased')),
  started_ms integer not null default 0,
  duration_ms integer,
  channels integer not null default 2,
  peaks jsonb,
  content_type text not null default 'audio/wav',
  size_bytes bigint,
  chunk_bytes integer,
  chunk_count integer,
  storage_prefix text,
  wrapped_key text,
  master_key_id text,
  format_version integer not null default 1,
  transcription text,
  created_at timestamptz not null default now()
);
create index recordings_call on public.recordings (call_id);
create index recordings_organization on public.recordings (organization_id);

create table public.dispositions (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  code text not null,
  label text not null,
  unique (organization_id, code)
);

create table public.notes (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  call_id uuid not null references public.calls (id) on delete cascade,
  author_id uuid references public.members (user_id) on delete set null,
  body text not null check (length(body) <= 4000),
  created_at timestamptz not null default now()
);
create index notes_call on public.notes (call_id);
create index notes_organization on public.notes (organization_id);

create table public.flows (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  name text not null,
  version integer not null default 1,
  definition jsonb not null,
  published boolean not null default false,
  created_at timestamptz not null default now()
);
create index flows_organization on public.flows (organization_id);

-- What the carrier must be told, written with the state that wants it.
create table public.effects (
  id bigint generated always as identity primary key,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  call_id uuid not null references public.calls (id) on delete cascade,
  epoch integer not null,
  kind text not null,
  payload jsonb not null,
  state text not null default 'pending' check (state in ('pending', 'done', 'failed', 'moot')),
  attempts integer not null default 0,
  created_at timestamptz not null default now(),
  done_at timestamptz
);
create index effects_pending on public.effects (created_at) where state = 'pending';
create index effects_call on public.effects (call_id, id);
create index effects_organization on public.effects (organization_id);

-- One-use rights to join a call's audio.
create table public.tickets (
  token_hash text primary key,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  call_id uuid not null references public.calls (id) on delete cascade,
  user_id uuid not null references public.members (user_id) on delete cascade,
  identity text not null,
  mode text not null check (mode in ('take', 'rejoin', 'dial', 'monitor')),
  epoch integer not null,
  expires_at timestamptz not null,
  -- The CallSid that used it: the same request repeated gets the same answer, another none.
  used_by text
);
create index tickets_organization on public.tickets (organization_id);

-- Replies to carrier requests, so that a repetition gets the stored one and no second effect.
create table public.carrier_replies (
  key text primary key,
  organization_id uuid references public.organizations (id) on delete cascade,
  body text not null,
  created_at timestamptz not null default now()
);

-- Calls that could not be served: unknown number and the like. No organization is known.
create table public.refused_calls (
  id bigint generated always as identity primary key,
  organization_id uuid references public.organizations (id) on delete cascade,
  carrier_sid text unique,
  reason text not null,
  at timestamptz not null default now()
);

create table public.audit_log (
  id bigint generated always as identity primary key,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  actor_id uuid,
  action text not null,
  subject_kind text not null,
  subject_id uuid,
  at timestamptz not null default now(),
  detail jsonb not null default '{}'
);
create index audit_log_organization on public.audit_log (organization_id, at desc);

create table public.webhook_endpoints (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  url text not null,
  secret text not null,
  active boolean not null default true,
  created_at timestamptz not null default now()
);
create index webhook_endpoints_organization on public.webhook_endpoints (organization_id);

create table public.webhook_deliveries (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  endpoint_id uuid not null references public.webhook_endpoints (id) on delete cascade,
  type text not null,
  body jsonb not null,
  state text not null default 'pending',
  attempts integer not null default 0,
  created_at timestamptz not null default now()
);
create index webhook_deliveries_organization on public.webhook_deliveries (organization_id, created_at);
