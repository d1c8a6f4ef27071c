-- What stores of earlier schema versions do not have yet; run before every commit, so each statement may be repeated.
-- One row per load that a later revision undid.
create table if not exists withdrawal (revision integer not null, load integer not null, actor varchar not null, reason varchar);
-- One row per saving of a named list.
create table if not exists collection (revision integer not null, kind varchar not null, name varchar not null, region varchar not null, members varchar not null, actor varchar not null);
