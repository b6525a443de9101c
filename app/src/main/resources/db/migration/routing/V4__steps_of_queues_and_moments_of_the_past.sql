-- Whom a queue asks, in which order, and beyond what it takes nobody; null is the usual.
alter table queue
    add column choice           text check (choice in ('longest-idle', 'least-occupied', 'most-skilled', 'weighted')),
    add column weight_skill     int,
    add column weight_idle      int,
    add column weight_occupancy int,
    add column steps            jsonb not null default '[]', -- [{expirySeconds, asks: [{kind, name, level, of}]}]
    add column most_expected_ms bigint check (most_expected_ms > 0),
    add column most_oldest_ms   bigint check (most_oldest_ms > 0),
    add constraint queue_weights_together
        check (num_nonnulls(weight_skill, weight_idle, weight_occupancy) in (0, 3)),
    add constraint queue_weights_where_weighted check (weight_skill is null or choice is not null and choice = 'weighted');

-- The story of one contact is read without the rest.
create index journal_by_contact on journal ((record ->> 'contact'), seq);

create index snapshot_by_time on snapshot (at, seq);

-- The settings by which the engine decided, from the moment at which an epoch began.
create table rules (
    epoch    bigint      not null primary key,
    at       timestamptz not null,
    settings jsonb       not null
);
alter table rules enable row level security;
create policy rules_system on rules using (current_setting('airbranch.scope', true) = '*');
