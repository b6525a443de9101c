create table access.calendar (
    id uuid primary key,
    institution text not null,
    name_zh text not null,
    name_en text not null,
    week jsonb not null,
    special_days jsonb not null,
    version bigint not null default 0
);
create index on access.calendar (institution text_pattern_ops);

create table access.institution (
    path text primary key check (path ~ '^([a-z0-9][a-z0-9-]{0,31}\.){1,8}$'),
    kind text not null check (kind in ('GROUP', 'COUNTRY', 'ENTITY', 'OUTLET')),
    name_zh text not null,
    name_en text not null,
    zone text not null,
    languages text[] not null check (cardinality(languages) > 0),
    calendar uuid references access.calendar,
    version bigint not null default 0
);

create table access.operator (
    id uuid primary key,
    username text not null unique,
    name_zh text not null,
    name_en text not null,
    home text not null references access.institution,
    language text not null check (language in ('zh', 'en')),
    password_hash text,
    password_temporary boolean not null default false,
    totp_secret text,
    totp_pending text,
    totp_last_step bigint not null default 0,
    active boolean not null default true,
    last_sign_in timestamptz,
    version bigint not null default 0
);
create index on access.operator (home text_pattern_ops);

create table access.operator_grant (
    operator uuid not null references access.operator on delete cascade,
    role text not null,
    scope text not null references access.institution,
    primary key (operator, role, scope)
);
create index on access.operator_grant (role);

-- Attempts by the hash of the name that was typed, so that known and unknown names behave alike and no mistyped password is kept.
create table access.sign_in_attempt (
    name_hash bytea primary key,
    failures integer not null,
    last_at timestamptz not null,
    locked_until timestamptz
);
create index on access.sign_in_attempt (last_at);

create table access.audit_entry (
    seq bigint primary key,
    at timestamptz not null,
    actor uuid,
    action text not null,
    subject_kind text not null,
    subject text not null,
    institution text not null,
    purpose text,
    detail jsonb not null,
    previous bytea not null,
    hash bytea not null
);
create index on access.audit_entry (actor, seq);
create index on access.audit_entry (subject_kind, subject, seq);
create index on access.audit_entry (at);

alter table access.calendar enable row level security;
create policy scope on access.calendar using (airbranch_sees(institution));

alter table access.institution enable row level security;
create policy scope on access.institution using (airbranch_sees(path));

alter table access.operator enable row level security;
create policy scope on access.operator using (airbranch_sees(home));

-- Who sees an operator sees all of his grants; giving or taking one needs its scope as well.
alter table access.operator_grant enable row level security;
create policy seen on access.operator_grant for select
    using (exists (select from access.operator o where o.id = operator_grant.operator));
create policy given on access.operator_grant for insert with check (airbranch_sees(scope));
create policy taken on access.operator_grant for delete using (airbranch_sees(scope));

alter table access.audit_entry enable row level security;
create policy seen on access.audit_entry for select using (airbranch_sees(institution));
create policy appended on access.audit_entry for insert with check (airbranch_sees(institution));

-- Nobody but the owner of the table can change or remove what was recorded.
revoke all on access.audit_entry from "${app}";
grant select, insert on access.audit_entry to "${app}";
