-- Something known, sealed with the installation's keys at its first start: whoever starts with other keys learns it before writing.
create table key_proof (
    only_row boolean     not null primary key default true check (only_row),
    sealed   bytea       not null,
    indexed  bytea       not null,
    made_at  timestamptz not null
);
