-- The tables of the store, schema version 3. One row per what each table's comment says.
-- Append-only: observation, load, revision, explanation, approval, edition and what belongs to it are never updated.

create table meta (                 -- one row per setting of this store
    name varchar not null,
    value varchar
);

create table revision (             -- one row per commit
    revision integer not null,
    recorded_at varchar not null,   -- Asia/Shanghai, ISO 8601
    actor varchar not null,
    note varchar
);

create table load (                 -- one row per file of a commit
    load integer not null,
    revision integer not null,
    file varchar not null,
    sha256 varchar not null,
    layout varchar,
    known_on date,
    actor varchar not null
);

create table source (               -- one row per publication, return or text that facts cite
    source varchar not null,
    title varchar,
    publisher varchar,
    url varchar,
    published_on date
);

create table observation (          -- one row per value received, every vintage and revision
    observation bigint not null,
    load integer not null,
    revision integer not null,
    recorded_at varchar not null,
    region varchar not null,
    indicator varchar not null,
    scope varchar not null,
    period varchar not null,
    period_end date not null,
    basis varchar not null,
    value decimal(28, 8),
    value_to decimal(28, 8),
    unit varchar not null,
    state varchar not null,
    approx varchar not null,
    resolution decimal(28, 8),
    status varchar not null,
    strength tinyint not null,      -- place of the vintage, 0 is the strongest
    comparison boolean not null,    -- read from a comparison column of another period's return
    since_from varchar,
    effective_from varchar,
    document varchar,
    known_on date,
    source varchar,
    locator varchar,
    notes varchar,
    demo boolean not null,
    pending boolean not null,
    inferred boolean not null,
    backcast boolean not null
);

create table region (               -- one row per place and name, from the day it was valid
    region varchar not null,
    name varchar not null,
    level varchar not null,
    parent varchar,
    valid_from varchar,
    valid_to varchar,
    code_then varchar
);

create table indicator (            -- one row per indicator, national or local
    position integer not null,      -- catalogue order
    code varchar not null,
    name varchar not null,
    short_name varchar,
    aliases varchar,
    domain varchar,
    unit varchar,
    kind varchar,
    aggregation varchar,
    polarity varchar,
    polarity_note varchar,
    decimals varchar,
    formula varchar,
    parent varchar,
    parent_rel varchar,
    valid_from varchar,
    valid_to varchar,
    frequency varchar,
    sensitivity varchar,
    owner varchar,
    official_codes varchar,
    definition varchar,
    source_note varchar,
    local boolean not null
);

create table definition_break (     -- one row per break of an indicator's definition or of a region's territory
    indicator varchar,
    region varchar,
    from_period varchar not null,
    reason varchar not null,
    source varchar
);

create table explanation (          -- one row per 上报说明 given for a fact or a finding
    revision integer not null,
    region varchar not null,
    indicator varchar not null,
    period varchar not null,
    rule varchar,
    text varchar not null,
    actor varchar not null
);

create table approval (             -- one row per step of the approval of a period's return
    revision integer not null,
    region varchar not null,
    period varchar not null,
    state varchar not null,
    actor varchar not null,
    reason varchar
);

create table edition (              -- one row per kept document: a version (存稿) or an issued one (定稿), as it was written
    revision integer not null,
    region varchar not null,
    period varchar not null,
    genre varchar not null,
    title varchar not null,
    body varchar not null,          -- its paragraphs as JSON, each numeral by its number
    actor varchar not null,
    edition integer,                -- its number, counted from 1
    state varchar,                  -- 存稿, 定稿
    pinned integer,                 -- the revision whose figures it states
    asked varchar,                  -- what it was asked with, as JSON: year, until, since, internal
    note varchar
);

create table edition_numeral (      -- one row per bound numeral of a kept document, in order
    revision integer not null,
    edition integer not null,
    position integer not null,
    number varchar not null,        -- 数据编号
    quote varchar not null,         -- as printed
    measure varchar not null,       -- actual, target, planned, growth, share
    region varchar not null,
    indicator varchar not null,
    scope varchar not null,
    period varchar not null,
    basis varchar not null,
    value decimal(28, 8),
    unit varchar,
    status varchar not null,
    fact_revision integer not null, -- the revision that brought the value
    formula varchar,                -- where it is computed
    reference varchar not null,     -- the fact, and its operands, as JSON (editions/references.py)
    sentence varchar,
    place varchar                   -- 正文第3段, 附件1第2行
);

create table edition_file (         -- one row per file kept of a document; its bytes lie with the originals
    revision integer not null,
    edition integer not null,
    format varchar not null,
    name varchar not null,
    sha256 varchar not null
);

create table task (                 -- one row per task of a year's ledger, as a revision words it; the newest stands
    revision integer not null,
    region varchar not null,
    year integer not null,
    code varchar not null,          -- what it is known by through all revisions, never its printed number
    parent varchar,
    title varchar not null,
    owner varchar,
    indicator varchar,
    target decimal(28, 8),          -- as the ledger has it, in the indicator's unit
    position integer,               -- place in the ledger
    number varchar,                 -- as printed: 1.2, （二）
    leader varchar,
    due varchar,                    -- the last day, ISO 8601
    at_most boolean,                -- the target is a limit from above
    withdrawn boolean,              -- taken out of the ledger
    file varchar,
    locator varchar,
    actor varchar
);

create table task_report (          -- one row per monthly status of a task; the newest of a month stands
    revision integer not null,
    region varchar not null,
    year integer not null,
    code varchar not null,
    month varchar not null,         -- 2023-09
    state varchar not null,
    done decimal(28, 8),            -- how much is done in %, where the unit says so
    note varchar,
    proof varchar,                  -- SHA-256 of the file that proves it
    proof_name varchar,
    document varchar,               -- or the number of a document
    actor varchar not null
);

create table highlight (            -- one row per wording of a document, pilot, award or practice that a text may cite; a later one of the same place, year, kind and title stands before it
    revision integer not null,
    region varchar not null,
    year integer not null,
    kind varchar not null,
    section varchar not null,
    title varchar not null,
    issuer varchar,
    document varchar,
    dated varchar,
    source varchar,
    quote varchar,
    withdrawn boolean not null,
    actor varchar not null
);

create table withdrawal (           -- one row per load, or per one observation of it, that a later revision undid; what is undone stays and no longer stands
    revision integer not null,
    load integer not null,
    actor varchar not null,
    reason varchar,
    observation bigint              -- empty: all of the load
);

create table mapping (              -- one row per answer to how a form's row is read
    revision integer not null,
    fingerprint varchar not null,
    heading varchar,
    label varchar not null,
    unit varchar,
    indicator varchar,
    decision varchar not null,
    actor varchar not null
);

create table review (               -- one row per word of a reviewer on a figure of a draft (核稿); the newest of a claim stands
    revision integer not null,
    claim varchar not null,         -- what is claimed: region, indicator, scope, period, measure, value and unit
    quote varchar not null,
    reason varchar not null,        -- why it is right; empty where the word was taken back
    actor varchar not null
);

create table collection (           -- one row per saving of a named list; the newest stands, an empty one is removed
    revision integer not null,
    kind varchar not null,          -- pinned, meeting, peers
    name varchar not null,
    region varchar not null,        -- whose list it is; empty: nobody's in particular
    members varchar not null,       -- a JSON list of texts, in order
    actor varchar not null
);

create table template (             -- one row per line of an office's own template of a document
    revision integer not null,
    genre varchar not null,
    part varchar not null,
    position integer not null,
    body varchar not null,          -- the line's columns as JSON
    actor varchar not null
);

create table query_letter (         -- one row per 数据核实单 sent to a unit about its return; the newest of a unit and period stands
    revision integer not null,
    region varchar not null,
    period varchar not null,
    lines integer not null,         -- how many questions it asks
    sent_on date not null,
    due_on date not null,           -- by when it is to be answered
    actor varchar not null
);
