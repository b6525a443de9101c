-- Of several server processes on this database, the one whose turn it is. The epoch grows with every change of hands.
create table turn (
    only_row boolean     not null primary key default true check (only_row),
    epoch    bigint      not null,
    process  uuid        not null, -- in the application name of all its connections
    machine  text        not null, -- where to look for it
    taken_at timestamptz not null,
    beat_at  timestamptz not null  -- its last sign of life, by this database's clock
);
insert into turn (epoch, process, machine, taken_at, beat_at) values (0, gen_random_uuid(), '', now(), now());
