-- What stores of earlier schema versions do not have yet; run before every commit, so each statement may be repeated.
-- One row per load that a later revision undid.
create table if not exists withdrawal (revision integer not null, load integer not null, actor varchar not null, reason varchar)
