-- Who may read and write what. The api's own transactions use the owner's connection and pass
-- these by; people's requests come with their own token and are held to them.

-- The caller's organization and grants are read past row-level security once per statement
-- (the `select` around each call lets the planner do so).
create function private.my_organization() returns uuid
language sql stable security definer set search_path = '' as $$
  select m.organization_id from public.members m where m.user_id = auth.uid() and m.active
$$;

create function private.i_may(wanted text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select 1 from public.members m
    where m.user_id = auth.uid() and m.active
      and not (wanted = any (m.denied_grants))
      and (wanted = any (m.extra_grants)
        or exists (select 1 from public.role_grants g where g.role = m.role and g.grant_name = wanted))
  )
$$;

grant usage on schema private to authenticated, anon, service_role;
grant execute on function private.my_organization(), private.i_may(text) to authenticated, anon, service_role;

-- Everything the console must know about the person who signed in, in one request.
create function public.who_am_i() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'userId', m.user_id, 'name', m.name, 'role', m.role, 'languages', to_jsonb(m.languages),
    'organization', jsonb_build_object('id', o.id, 'name', o.name, 'currency', o.currency),
    'grants', coalesce((
      select jsonb_agg(distinct g.name) from (
        select rg.grant_name as name from public.role_grants rg where rg.role = m.role
        union select unnest(m.extra_grants)
      ) g where not (g.name = any (m.denied_grants))), '[]'::jsonb))
  from public.members m join public.organizations o on o.id = m.organization_id
  where m.user_id = auth.uid() and m.active
$$;
revoke execute on function public.who_am_i() from public, anon;
grant execute on function public.who_am_i() to authenticated, service_role;

alter table public.organizations enable row level security;
alter table public.role_grants enable row level security;
alter table public.members enable row level security;
alter table public.bots enable row level security;
alter table public.numbers enable row level security;
alter table public.plans enable row level security;
alter table public.usage_ledger enable row level security;
alter table public.prices enable row level security;
alter table public.contacts enable row level security;
alter table public.calls enable row level security;
alter table public.legs enable row level security;
alter table public.call_events enable row level security;
alter table public.utterances enable row level security;
alter table public.hints enable row level security;
alter table public.requests enable row level security;
alter table public.recordings enable row level security;
alter table public.dispositions enable row level security;
alter table public.notes enable row level security;
alter table public.flows enable row level security;
alter table public.effects enable row level security;
alter table public.tickets enable row level security;
alter table public.carrier_replies enable row level security;
alter table public.refused_calls enable row level security;
alter table public.audit_log enable row level security;
alter table public.webhook_endpoints enable row level security;
alter table public.webhook_deliveries enable row level security;

-- Reading: one organization each; no policy means nobody.
create policy organizations_read on public.organizations for select to authenticated using (id = (select private.my_organization()));
create policy role_grants_read on public.role_grants for select to authenticated using ((select private.my_organization()) is not null);
create policy members_read on public.members for select to authenticated using (organization_id = (select private.my_organization()));
create policy bots_read on public.bots for select to authenticated using (organization_id = (select private.my_organization()));
create policy numbers_read on public.numbers for select to authenticated using (organization_id = (select private.my_organization()));
create policy plans_read on public.plans for select to authenticated using (organization_id = (select private.my_organization()) and (select private.i_may('settings.manage')));
create policy usage_ledger_read on public.usage_ledger for select to authenticated using (organization_id = (select private.my_organization()) and (select private.i_may('settings.manage')));
create policy prices_read on public.prices for select to authenticated using (organization_id = (select private.my_organization()));
create policy contacts_read on public.contacts for select to authenticated using (organization_id = (select private.my_organization()) and (select private.i_may('calls.view')));
create policy calls_read on public.calls for select to authenticated using (organization_id = (select private.my_organization()) and (select private.i_may('calls.view')));
create policy legs_read on public.legs for select to authenticated using (organization_id = (select private.my_organization()) and (select private.i_may('calls.view')));
create policy call_events_read on public.call_events for select to authenticated using (organization_id = (select private.my_organization()) and (select private.i_may('calls.view')));
create policy utterances_read on public.utterances for select to authenticated using (organization_id = (select private.my_organization()) and (select private.i_may('calls.view')));
create policy hints_read on public.hints for select to authenticated using (organization_id = (select private.my_organization()) and (select private.i_may('calls.view')));
create policy requests_read on public.requests for select to authenticated using (organization_id = (select private.my_organization()) and (select private.i_may('calls.view')));
create policy recordings_read on public.recordings for select to authenticated using (organization_id = (select private.my_organization()) and (select private.i_may('recordings.play')));
create policy dispositions_read on public.dispositions for select to authenticated using (organization_id = (select private.my_organization()));
create policy notes_read on public.notes for select to authenticated using (organization_id = (select private.my_organization()) and (select private.i_may('calls.view')));
create policy flows_read on public.flows for select to authenticated using (organization_id = (select private.my_organization()) and (select private.i_may('settings.manage')));
create policy audit_log_read on public.audit_log for select to authenticated using (organization_id = (select private.my_organization()) and (select private.i_may('audit.view')));
create policy refused_calls_read on public.refused_calls for select to authenticated using (organization_id = (select private.my_organization()) and (select private.i_may('audit.view')));
create policy webhook_deliveries_read on public.webhook_deliveries for select to authenticated using (organization_id = (select private.my_organization()) and (select private.i_may('settings.manage')));

-- Writing by people: only what needs no transaction with a call.
create policy requests_write on public.requests for update to authenticated
  using (organization_id = (select private.my_organization()) and (select private.i_may('requests.edit')))
  with check (organization_id = (select private.my_organization()) and (select private.i_may('requests.edit')));
create policy contacts_insert on public.contacts for insert to authenticated
  with check (organization_id = (select private.my_organization()) and (select private.i_may('requests.edit')));
create policy contacts_write on public.contacts for update to authenticated
  using (organization_id = (select private.my_organization()) and (select private.i_may('requests.edit')))
  with check (organization_id = (select private.my_organization()) and (select private.i_may('requests.edit')));
create policy notes_insert on public.notes for insert to authenticated
  with check (organization_id = (select private.my_organization()) and author_id = (select auth.uid()) and (select private.i_may('calls.view')));

-- A request's identity and origin stay what they were, whoever edits it.
create function private.keep_request_origin() returns trigger
language plpgsql as $$
begin
  if current_user in ('authenticated', 'anon') and (
    new.id is distinct from old.id or new.organization_id is distinct from old.organization_id
    or new.reference is distinct from old.reference or new.call_id is distinct from old.call_id
    or new.caller_number is distinct from old.caller_number or new.created_at is distinct from old.created_at
    or new.demo is distinct from old.demo or new.kind is distinct from old.kind) then
    raise exception 'the origin of a request cannot be changed' using errcode = '42501';
  end if;
  if new.assignee_id is not null and not exists (
    select 1 from public.members m where m.user_id = new.assignee_id and m.organization_id = new.organization_id) then
    raise exception 'the assignee is not a member of this organization' using errcode = '23514';
  end if;
  new.updated_at := now();
  return new;
end $$;
create trigger requests_keep_origin before update on public.requests for each row execute function private.keep_request_origin();

-- Ledger and audit only grow.
create function private.append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end $$;
create trigger usage_ledger_append_only before update on public.usage_ledger for each row execute function private.append_only();
create trigger audit_log_append_only before update on public.audit_log for each row execute function private.append_only();
create trigger call_events_append_only before update on public.call_events for each row execute function private.append_only();

insert into public.role_grants (role, grant_name) values
  ('operator', 'calls.view'), ('operator', 'calls.listen'), ('operator', 'calls.take'), ('operator', 'calls.dial'),
  ('operator', 'recordings.play'), ('operator', 'requests.edit'),
  ('supervisor', 'calls.view'), ('supervisor', 'calls.listen'), ('supervisor', 'calls.take'), ('supervisor', 'calls.dial'),
  ('supervisor', 'calls.monitor'), ('supervisor', 'calls.whisper'), ('supervisor', 'calls.barge'),
  ('supervisor', 'recordings.play'), ('supervisor', 'requests.edit'), ('supervisor', 'audit.view'),
  ('admin', 'calls.view'), ('admin', 'calls.listen'), ('admin', 'calls.take'), ('admin', 'calls.dial'),
  ('admin', 'recordings.play'), ('admin', 'requests.edit'), ('admin', 'people.manage'), ('admin', 'settings.manage'), ('admin', 'audit.view');
