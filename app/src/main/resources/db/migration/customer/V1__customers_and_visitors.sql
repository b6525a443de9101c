-- Who is calling. Names and identities are ciphertext; what must be found stands beside it as a keyed hash.

create table customer.customer (
    id         uuid primary key,
    home       text        not null,
    name       bytea       not null,
    tier       text        not null check (tier in ('STANDARD', 'GOLD', 'PLATINUM', 'PRIVATE')),
    language   text        not null,
    version    bigint      not null default 1,
    created_at timestamptz not null
);

create table customer.identity (
    customer uuid  not null references customer.customer (id),
    home     text  not null,
    kind     text  not null,
    value    bytea not null,
    token    bytea not null,
    primary key (kind, token)
);
create index identity_customer on customer.identity (customer);

create table customer.name_word (
    token    bytea not null,
    customer uuid  not null references customer.customer (id),
    home     text  not null,
    primary key (token, customer)
);

create table customer.visitor (
    id          uuid primary key,
    institution text        not null,
    token_hash  bytea       not null unique,
    language    text        not null,
    customer    uuid,
    created_at  timestamptz not null,
    seen_at     timestamptz not null
);
create index visitor_customer on customer.visitor (customer) where customer is not null;

alter table customer.customer enable row level security;
alter table customer.identity enable row level security;
alter table customer.name_word enable row level security;
alter table customer.visitor enable row level security;
create policy scope on customer.customer using (airbranch_sees(home)) with check (airbranch_sees(home));
create policy scope on customer.identity using (airbranch_sees(home)) with check (airbranch_sees(home));
create policy scope on customer.name_word using (airbranch_sees(home)) with check (airbranch_sees(home));
create policy scope on customer.visitor using (airbranch_sees(institution)) with check (airbranch_sees(institution));
