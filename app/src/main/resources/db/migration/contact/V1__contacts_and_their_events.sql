-- One row per contact: what its events add up to. Written by the journal alone, in the transaction of the event.
create table contact.contact (
    id           uuid        primary key,
    institution  text        not null,
    channel      text        not null,
    state        text        not null check (state in ('OPEN', 'WAITING', 'ACTIVE', 'ENDED', 'WRAPPED')),
    visitor      uuid,
    customer     uuid,
    language     text        not null,
    topic        text,
    page         text,
    queue        uuid,
    agent        uuid,
    case_id      uuid,
    opened_at    timestamptz not null,
    queued_at    timestamptz,
    joined_at    timestamptz,
    ended_at     timestamptz,
    end_reason   text,
    last_seq     bigint      not null,
    last_shown   bigint      not null,
    last_message bigint      not null,
    asked        boolean     not null
) with (fillfactor = 80); -- room for heap-only updates: a message touches no indexed column

create index contact_live on contact.contact (opened_at) where state in ('OPEN', 'WAITING', 'ACTIVE');
create index contact_of_agent on contact.contact (agent) where state in ('ACTIVE', 'ENDED');
create index contact_of_visitor on contact.contact (visitor, opened_at desc) where visitor is not null;
create index contact_of_customer on contact.contact (customer, opened_at desc) where customer is not null;
create index contact_of_case on contact.contact (case_id) where case_id is not null;
create index contact_of_institution on contact.contact (institution text_pattern_ops, opened_at desc);

-- Append-only. The body is JSON, encrypted with contact and seq as associated data.
create table contact.event (
    contact     uuid        not null, -- no foreign key: the journal alone writes, under the lock of the contact's row
    seq         bigint      not null check (seq > 0),
    prev_shown  bigint      not null,
    at          timestamptz not null,
    kind        text        not null,
    key         uuid,
    body        bytea       not null,
    institution text        not null,
    primary key (contact, seq)
);

create unique index event_key on contact.event (contact, key) where key is not null;

alter table contact.contact enable row level security;
alter table contact.event enable row level security;
create policy seen on contact.contact using (airbranch_sees(institution));
create policy seen on contact.event using (airbranch_sees(institution));

-- What happened stays: the application appends and reads.
revoke update, delete on contact.event from "${app}";
