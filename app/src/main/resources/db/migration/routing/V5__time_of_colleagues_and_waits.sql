-- How long those waited whose wait ended in the half-hour: the sum of the answered ones, and the longest of all.
alter table half_hour
    add column wait_micros         bigint not null default 0,
    add column longest_wait_micros bigint not null default 0;

-- How much of each half-hour (from the full hour in UTC) a colleague was on duty and busy, as far as it has ended; from since on he
-- stands as standing says. Written in the transaction of the journal: counted exactly once.
create table agent_half_hour (
    agent          uuid        not null,
    begins         timestamptz not null,
    institution    text        not null, -- where he belonged; '' = not known
    staffed_micros bigint      not null,
    busy_micros    bigint      not null,
    since          timestamptz not null,
    standing       text        not null check (standing in ('OFF', 'FREE', 'BUSY')),
    primary key (agent, begins)
);
create index agent_half_hour_by_time on agent_half_hour (begins, institution text_pattern_ops);
alter table agent_half_hour enable row level security;
create policy agent_half_hour_scope on agent_half_hour using (public.airbranch_sees(institution));

-- One colleague's day: what was decided about him.
create index journal_by_agent on journal ((coalesce(record ->> 'agent', record ->> 'from')), at)
    where kind in ('Offered', 'OfferEnded', 'Assigned', 'Restored', 'Transferred', 'Returned', 'AfterContact', 'Freed');
