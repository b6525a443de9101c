-- When somebody is to be told.
create table alert_rule (
    id          uuid             not null primary key,
    institution text             not null,
    name_zh     text             not null,
    name_en     text             not null,
    queue       uuid references queue (id) on delete cascade, -- null = every queue at or below the institution
    measure     text             not null,
    threshold   double precision not null,
    for_seconds int              not null check (for_seconds >= 0),
    level       text             not null check (level in ('WARN', 'ACT')),
    only_open   boolean          not null,
    active      boolean          not null,
    version     bigint           not null
);
create index alert_rule_by_institution on alert_rule (institution text_pattern_ops);
alter table alert_rule enable row level security;
create policy alert_rule_scope on alert_rule using (public.airbranch_sees(institution));

-- What was told, with the names of the moment: a rule may be gone by the time somebody reads it.
create table alert (
    id              uuid             not null primary key,
    rule            uuid             not null,
    rule_zh         text             not null,
    rule_en         text             not null,
    institution     text             not null, -- the queue's
    queue           uuid             not null,
    measure         text             not null,
    threshold       double precision not null,
    value           double precision not null,
    level           text             not null,
    since           timestamptz      not null,
    until           timestamptz,
    acknowledged_by uuid,
    acknowledged_at timestamptz,
    check ((acknowledged_by is null) = (acknowledged_at is null))
);
create unique index alert_open on alert (rule, queue) where until is null;
create index alert_by_end on alert (until) where until is not null;
alter table alert enable row level security;
create policy alert_scope on alert using (public.airbranch_sees(institution));
