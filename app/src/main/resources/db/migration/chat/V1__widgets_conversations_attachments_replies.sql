create table chat.widget (
    id          uuid    primary key,
    key         text    not null unique,
    institution text    not null,
    settings    jsonb   not null, -- names, topics, origins and the like: read and written as one
    active      boolean not null,
    version     bigint  not null
);

-- What a chat knows beside the contact's events.
create table chat.conversation (
    contact          uuid        primary key,
    institution      text        not null,
    visitor          uuid        not null,
    queue            uuid        not null,
    grace_seconds    int         not null,
    visitor_name     bytea,      -- as the visitor gave it, encrypted
    customer_read    bigint      not null default 0,
    agent_read       bigint      not null default 0,
    left_message     boolean     not null default false,
    customer_gone_at timestamptz
);

create table chat.attachment (
    id          uuid        primary key,
    contact     uuid        not null,
    institution text        not null,
    object_key  text        not null,
    name        bytea       not null, -- encrypted
    type        text        not null,
    size        bigint      not null,
    by_customer boolean     not null,
    at          timestamptz not null
);

create index attachment_of_contact on chat.attachment (contact);

create table chat.canned_reply (
    id          uuid   primary key,
    institution text   not null,
    language    text   not null check (language in ('zh', 'en')),
    shortcut    text   not null,
    title       text   not null,
    text        text   not null,
    version     bigint not null,
    unique (institution, language, shortcut)
);

alter table chat.widget enable row level security;
alter table chat.conversation enable row level security;
alter table chat.attachment enable row level security;
alter table chat.canned_reply enable row level security;
create policy seen on chat.widget using (airbranch_sees(institution));
create policy seen on chat.conversation using (airbranch_sees(institution));
create policy seen on chat.attachment using (airbranch_sees(institution));
create policy seen on chat.canned_reply using (airbranch_sees(institution));
