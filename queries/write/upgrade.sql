-- What stores of earlier schema versions do not have yet; run before every commit, so each statement may be repeated.
-- One row per load, or per observation of it, that a later revision undid.
create table if not exists withdrawal (revision integer not null, load integer not null, actor varchar not null, reason varchar);
alter table withdrawal add column if not exists observation bigint;
-- One row per saving of a named list.
create table if not exists collection (revision integer not null, kind varchar not null, name varchar not null, region varchar not null, members varchar not null, actor varchar not null);
-- One row per document kept, as it was written; the earlier table was never written to.
alter table edition add column if not exists edition integer;
alter table edition add column if not exists state varchar;
alter table edition add column if not exists pinned integer;
alter table edition add column if not exists asked varchar;
alter table edition add column if not exists note varchar;
create table if not exists edition_numeral (
    revision integer not null, edition integer not null, position integer not null, number varchar not null, quote varchar not null,
    measure varchar not null, region varchar not null, indicator varchar not null, scope varchar not null, period varchar not null,
    basis varchar not null, value decimal(28, 8), unit varchar, status varchar not null, fact_revision integer not null,
    formula varchar, reference varchar not null, sentence varchar, place varchar
);
create table if not exists edition_file (
    revision integer not null, edition integer not null, format varchar not null, name varchar not null, sha256 varchar not null
);
-- What a task of the ledger has besides its title and owner.
alter table task add column if not exists position integer;
alter table task add column if not exists number varchar;
alter table task add column if not exists leader varchar;
alter table task add column if not exists due varchar;
alter table task add column if not exists at_most boolean;
alter table task add column if not exists withdrawn boolean;
alter table task add column if not exists file varchar;
alter table task add column if not exists locator varchar;
alter table task add column if not exists actor varchar;
-- One row per monthly status of a task.
create table if not exists task_report (
    revision integer not null, region varchar not null, year integer not null, code varchar not null, month varchar not null,
    state varchar not null, done decimal(28, 8), note varchar, proof varchar, proof_name varchar, document varchar, actor varchar not null
);
-- One row per line of an office's own template of a document.
create table if not exists template (revision integer not null, genre varchar not null, part varchar not null, position integer not null, body varchar not null, actor varchar not null);
-- One row per word of a reviewer on a figure of a draft.
create table if not exists review (revision integer not null, claim varchar not null, quote varchar not null, reason varchar not null, actor varchar not null);
-- What a 亮点 has besides its kind, title, issuer, document, date and source; the earlier table was never written to.
alter table highlight add column if not exists year integer;
alter table highlight add column if not exists section varchar;
alter table highlight add column if not exists quote varchar;
alter table highlight add column if not exists withdrawn boolean;
alter table highlight add column if not exists actor varchar;
-- One row per 数据核实单 sent to a unit.
create table if not exists query_letter (revision integer not null, region varchar not null, period varchar not null, lines integer not null, sent_on date not null, due_on date not null, actor varchar not null);
