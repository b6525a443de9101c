-- The second fence around an institution's data. The running code's scope stands in the setting airbranch.scope:
--   '*'            everything (work on nobody's behalf)
--   'a.b.,a.c.'    these institutions and all below them
--   '-', unset     nothing
-- A plain expression body, so that the planner puts it in place of the call.
create function airbranch_sees(institution text) returns boolean
    language sql stable parallel safe
    return current_setting('airbranch.scope', true) = '*'
        or institution ^@ any (string_to_array(current_setting('airbranch.scope', true), ','));

-- The application's role reads and writes rows and nothing else; every module's tables are covered from their creation.
alter default privileges grant usage on schemas to "${app}";
alter default privileges grant select, insert, update, delete on tables to "${app}";
alter default privileges grant usage, select on sequences to "${app}";
