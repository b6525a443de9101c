-- One case per demand. Titles, notes and reasons are ciphertext.

create table casework.case_number (
    day  date    primary key,
    last integer not null
);

create table casework.case_file (
    id             uuid primary key,
    number         text        not null unique,
    institution    text        not null,
    title          bytea       not null,
    category       text,
    priority       text        not null check (priority in ('LOW', 'NORMAL', 'HIGH', 'URGENT')),
    state          text        not null check (state in ('OPEN', 'PENDING', 'SOLVED', 'CLOSED')),
    owner          uuid,
    customer       uuid,
    -- The contact that opened it: at most one case opens by itself per contact, however often its event is delivered.
    origin_contact uuid unique,
    opened_at      timestamptz not null,
    solved_at      timestamptz,
    closed_at      timestamptz,
    follow_up_at   timestamptz,
    reminded_at    timestamptz,
    version        bigint      not null default 1
);
create index case_file_newest on casework.case_file (opened_at desc, id desc);
create index case_file_owner on casework.case_file (owner, opened_at desc, id desc);
create index case_file_customer on casework.case_file (customer) where customer is not null;
create index case_file_institution on casework.case_file (institution text_pattern_ops);
create index case_file_due on casework.case_file (follow_up_at) where follow_up_at is not null and reminded_at is null;

create table casework.case_contact (
    case_id     uuid        not null references casework.case_file (id),
    contact     uuid        not null,
    institution text        not null,
    attached_at timestamptz not null,
    primary key (case_id, contact)
);
create index case_contact_contact on casework.case_contact (contact);

create table casework.case_note (
    id          uuid primary key,
    case_id     uuid        not null references casework.case_file (id),
    institution text        not null,
    written_by  uuid,
    text        bytea       not null,
    written_at  timestamptz not null
);
create index case_note_case on casework.case_note (case_id, written_at);

create table casework.case_change (
    id          uuid primary key,
    case_id     uuid        not null references casework.case_file (id),
    institution text        not null,
    version     bigint      not null,
    field       text        not null,
    before      text,
    after       text,
    reason      bytea,
    changed_by  uuid,
    changed_at  timestamptz not null
);
create index case_change_case on casework.case_change (case_id, changed_at);

-- Lists that everybody may read; an empty institution is the whole group.
create table casework.category (
    key         text primary key,
    institution text    not null default '',
    name_zh     text    not null,
    name_en     text    not null,
    position    integer not null,
    active      boolean not null default true,
    version     bigint  not null default 1
);
create table casework.wrap_up_code (
    key         text primary key,
    institution text    not null default '',
    name_zh     text    not null,
    name_en     text    not null,
    position    integer not null,
    active      boolean not null default true,
    solves      boolean not null default false,
    version     bigint  not null default 1
);

insert into casework.category (key, institution, name_zh, name_en, position) values
    ('account', '', '账户与存款', 'Accounts and deposits', 10),
    ('transfer', '', '转账汇款', 'Transfers', 20),
    ('card', '', '借记卡与信用卡', 'Debit and credit cards', 30),
    ('loan', '', '贷款', 'Loans', 40),
    ('wealth', '', '理财与投资', 'Wealth and investments', 50),
    ('digital', '', '手机与网上银行', 'Mobile and online banking', 60),
    ('outlet', '', '网点与预约', 'Outlets and appointments', 70),
    ('fraud', '', '可疑交易与挂失', 'Suspicious payments and loss', 80),
    ('complaint', '', '投诉与建议', 'Complaints and suggestions', 90),
    ('other', '', '其他', 'Other', 999);
insert into casework.wrap_up_code (key, institution, name_zh, name_en, position, solves) values
    ('solved', '', '已解决', 'Solved', 10, true),
    ('informed', '', '已解答咨询', 'Question answered', 20, true),
    ('follow-up', '', '需跟进', 'Follow-up needed', 30, false),
    ('passed-on', '', '已转交协办', 'Passed on to a colleague', 40, false),
    ('customer-gone', '', '客户中途离开', 'Customer left', 50, false),
    ('not-served', '', '非业务咨询', 'Not a banking matter', 60, true);

alter table casework.case_file enable row level security;
alter table casework.case_contact enable row level security;
alter table casework.case_note enable row level security;
alter table casework.case_change enable row level security;
alter table casework.category enable row level security;
alter table casework.wrap_up_code enable row level security;
create policy scope on casework.case_file using (airbranch_sees(institution)) with check (airbranch_sees(institution));
create policy scope on casework.case_contact using (airbranch_sees(institution)) with check (airbranch_sees(institution));
create policy scope on casework.case_note using (airbranch_sees(institution)) with check (airbranch_sees(institution));
create policy scope on casework.case_change using (airbranch_sees(institution)) with check (airbranch_sees(institution));
create policy readable on casework.category for select using (true);
create policy writable on casework.category for all using (airbranch_sees(institution))
    with check (airbranch_sees(institution));
create policy readable on casework.wrap_up_code for select using (true);
create policy writable on casework.wrap_up_code for all using (airbranch_sees(institution))
    with check (airbranch_sees(institution));
