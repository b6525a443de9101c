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

-- The rules by which the engine decided after this moment; null: those of the version that wrote it.
alter table snapshot add column settings jsonb;
create index snapshot_by_time on snapshot (at, seq);
