-- Reasons are kept by the group's administrators: renamed, put in order, taken out of use. None is deleted, presence history names them.
alter table away_reason
    add column active boolean not null default true,
    add column version bigint not null default 1;
alter table away_reason add constraint away_reason_key check (key ~ '^[a-z0-9][a-z0-9-]{0,39}$');
