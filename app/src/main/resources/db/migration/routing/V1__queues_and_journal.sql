create table queue (
    id             uuid             not null primary key,
    institution    text             not null,
    name_zh        text             not null,
    name_en        text             not null,
    priority       int              not null,
    calendar       uuid,
    target         double precision not null check (target between 0 and 1),
    target_wait_ms bigint           not null check (target_wait_ms > 0),
    offer_lease_ms bigint           not null check (offer_lease_ms > 0),
    max_waiting    int              not null check (max_waiting > 0),
    active         boolean          not null,
    version        bigint           not null
);
create index queue_by_institution on queue (institution text_pattern_ops);
alter table queue enable row level security;
create policy queue_scope on queue using (public.airbranch_sees(institution));

create table queue_skill (
    queue uuid not null references queue (id) on delete cascade,
    skill text not null,
    level int  not null check (level between 1 and 10),
    primary key (queue, skill)
);
alter table queue_skill enable row level security;
create policy queue_skill_scope on queue_skill using (exists (select 1 from queue q where q.id = queue_skill.queue));

-- What happened in a queue, by half-hours from the full hour in UTC. Written in the transaction of the journal: counted exactly once.
create table half_hour (
    queue          uuid        not null references queue (id) on delete cascade,
    begins         timestamptz not null,
    offered        int         not null, -- contacts that came into the queue
    answered       int         not null,
    within_target  int         not null, -- of the answered ones
    abandoned      int         not null,
    abandoned_soon int         not null, -- of the abandoned ones, those within the target wait
    primary key (queue, begins)
);
create index half_hour_by_time on half_hour (begins);
alter table half_hour enable row level security;
create policy half_hour_scope on half_hour using (exists (select 1 from queue q where q.id = half_hour.queue));

-- The one routing domain: who may write its journal, and up to which record others have heard of what was decided.
create table domain (
    only_row boolean not null primary key default true check (only_row),
    id       uuid    not null default gen_random_uuid(),
    epoch    bigint  not null,
    heard    bigint  not null
);
insert into domain (epoch, heard) values (0, 0);
alter table domain enable row level security;
create policy domain_system on domain using (current_setting('airbranch.scope', true) = '*');

-- Every decision, in order. What is not here was told to nobody.
create table journal (
    seq    bigint      not null primary key,
    epoch  bigint      not null,
    at     timestamptz not null,
    kind   text        not null,
    record jsonb       not null
);
alter table journal enable row level security;
create policy journal_system on journal using (current_setting('airbranch.scope', true) = '*');

-- The engine's state after record seq.
create table snapshot (
    seq   bigint      not null primary key,
    epoch bigint      not null,
    at    timestamptz not null,
    state jsonb       not null
);
alter table snapshot enable row level security;
create policy snapshot_system on snapshot using (current_setting('airbranch.scope', true) = '*');
