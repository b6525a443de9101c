-- How many contacts of a medium a colleague takes at once, where the usual does not hold; 0 = none.
create table agent_medium (
    operator uuid not null references agent (operator) on delete cascade,
    medium   text not null check (medium in ('voice', 'video', 'chat', 'mail', 'task')),
    most     int  not null check (most between 0 and 50),
    primary key (operator, medium)
);
alter table agent_medium enable row level security;
create policy agent_medium_scope on agent_medium
    using (exists (select 1 from agent a where a.operator = agent_medium.operator));
