-- What the call core needs beyond the first tables.

-- One operator talks on one call at a time, whichever process decides it.
create unique index calls_one_per_operator on public.calls (holder_operator_id)
  where status <> 'ended' and holder = 'operator';

-- What the bot has collected on a call, so that another worker can go on.
alter table public.calls add column collected jsonb;
alter table public.calls add column intake_state jsonb;

-- What a worker delivered: a repetition finds its row and gets the same answer.
create table public.worker_receipts (
  session_id text not null,
  sequence integer not null,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  call_id uuid not null references public.calls (id) on delete cascade,
  reply jsonb,
  created_at timestamptz not null default now(),
  primary key (session_id, sequence)
);
create index worker_receipts_call on public.worker_receipts (call_id);
alter table public.worker_receipts enable row level security;
