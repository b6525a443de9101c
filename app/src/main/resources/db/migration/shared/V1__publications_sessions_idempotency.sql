-- Spring Modulith's registry of published events: what a listener has not finished yet.
create table event_publication (
    id                     uuid        not null primary key,
    listener_id            text        not null,
    event_type             text        not null,
    serialized_event       text        not null,
    publication_date       timestamptz not null,
    completion_date        timestamptz,
    status                 text,
    completion_attempts    int,
    last_resubmission_date timestamptz
);
create index event_publication_by_event on event_publication using hash (serialized_event);
create index event_publication_by_completion on event_publication (completion_date);

-- Spring Session: the console's sign-ins survive a restart.
create table spring_session (
    primary_id            char(36) not null primary key,
    session_id            char(36) not null unique,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval int      not null,
    expiry_time           bigint   not null,
    principal_name        varchar(100)
);
create index spring_session_by_expiry on spring_session (expiry_time);
create index spring_session_by_principal on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id char(36)     not null references spring_session (primary_id) on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);

-- Answers given to writes, by the sender's key, so that a repeated write gets the same answer and does nothing.
create table idempotency (
    owner      text        not null,
    key        text        not null,
    request    bytea       not null, -- SHA-256 over method, path and body
    status     int         not null,
    headers    jsonb       not null,
    body       bytea       not null,
    created_at timestamptz not null,
    primary key (owner, key)
);
create index idempotency_by_age on idempotency (created_at);
