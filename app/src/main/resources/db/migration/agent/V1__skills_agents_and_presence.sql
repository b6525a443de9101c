-- What colleagues can be good at. Names are no secret: everybody reads them, who manages the institution writes them.
create table skill (
    key         text   not null primary key check (key ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    institution text   not null,
    name_zh     text   not null,
    name_en     text   not null,
    version     bigint not null
);
alter table skill enable row level security;
create policy skill_read on skill for select using (true);
create policy skill_write on skill using (public.airbranch_sees(institution));

-- Operators who serve contacts.
create table agent (
    operator      uuid   not null primary key,
    institution   text   not null,
    chat_capacity int    not null check (chat_capacity between 1 and 50),
    version       bigint not null
);
create index agent_by_institution on agent (institution text_pattern_ops);
alter table agent enable row level security;
create policy agent_scope on agent using (public.airbranch_sees(institution));

create table agent_skill (
    operator uuid not null references agent (operator) on delete cascade,
    skill    text not null references skill (key),
    level    int  not null check (level between 1 and 10),
    primary key (operator, skill)
);
create index agent_skill_by_skill on agent_skill (skill);
alter table agent_skill enable row level security;
create policy agent_skill_scope on agent_skill
    using (exists (select 1 from agent a where a.operator = agent_skill.operator));

create table agent_language (
    operator uuid not null references agent (operator) on delete cascade,
    language text not null check (language ~ '^[a-z]{2}$'),
    level    int  not null check (level between 1 and 10),
    primary key (operator, language)
);
alter table agent_language enable row level security;
create policy agent_language_scope on agent_language
    using (exists (select 1 from agent a where a.operator = agent_language.operator));

-- What each agent wants now. LOST remembers what he comes back to, and until when his line may stay broken.
create table presence (
    operator      uuid        not null primary key references agent (operator) on delete cascade,
    state         text        not null check (state in ('OFFLINE', 'READY', 'AWAY', 'LOST')),
    reason        text,
    since         timestamptz not null,
    resume_state  text check (resume_state in ('READY', 'AWAY')),
    resume_reason text,
    lost_until    timestamptz,
    check ((state = 'LOST') = (lost_until is not null) and (state = 'LOST') = (resume_state is not null))
);
create index presence_lost on presence (lost_until) where state = 'LOST';
alter table presence enable row level security;
create policy presence_scope on presence
    using (exists (select 1 from agent a where a.operator = presence.operator));

-- Every change of presence, for good.
create table presence_history (
    id       bigint      not null generated always as identity primary key,
    operator uuid        not null references agent (operator) on delete cascade,
    state    text        not null,
    reason   text,
    at       timestamptz not null
);
create index presence_history_by_operator on presence_history (operator, at);
alter table presence_history enable row level security;
create policy presence_history_scope on presence_history
    using (exists (select 1 from agent a where a.operator = presence_history.operator));

-- Why somebody at work wants no contacts now; the same for the whole group.
create table away_reason (
    key     text    not null primary key,
    name_zh text    not null,
    name_en text    not null,
    chosen  boolean not null, -- false: only the system gives it
    place   int     not null
);
insert into away_reason (key, name_zh, name_en, chosen, place)
values ('break', '小休', 'Break', true, 1),
       ('meal', '用餐', 'Meal', true, 2),
       ('meeting', '会议', 'Meeting', true, 3),
       ('training', '培训', 'Training', true, 4),
       ('coaching', '辅导', 'Coaching', true, 5),
       ('paperwork', '处理工单', 'Case work', true, 6),
       ('arrived', '已到岗', 'Arrived', false, 7),
       ('unanswered', '多次未应答', 'Offers not answered', false, 8);
