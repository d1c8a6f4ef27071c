-- The table that stores of schema version 1 do not have yet.
-- One row per load that a later revision undid.
create table if not exists withdrawal (revision integer not null, load integer not null, actor varchar not null, reason varchar)
