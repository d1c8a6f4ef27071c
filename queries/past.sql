-- The tables of the store "kept" as they stood at a moment, under their own names: what the questions ask of the past.
-- One row per row of the table. A figure counts by the day it was known; what people decided, by the day it was recorded
-- (what the product ships was always there); whatever is later than the revision is left out. The table "moment" has one row: known_by, revision.
create view meta as select * from kept.meta;
create view source as select * from kept.source;
create view region as select * from kept.region;
create view indicator as select * from kept.indicator;
create view definition_break as select * from kept.definition_break;

create view revision as
select r.* from kept.revision as r, moment as m where r.revision <= m.revision;

create view load as
select l.* from kept.load as l, moment as m where l.revision <= m.revision;

create view withdrawal as
select w.* from kept.withdrawal as w, moment as m where w.revision <= m.revision;

create view observation as
select o.* from kept.observation as o, moment as m
where o.revision <= m.revision and (o.known_on is null or o.known_on <= m.known_by);

create view decided as
select r.revision from revision as r, moment as m
where r.actor in ('随附数据', '系统') or substr(r.recorded_at, 1, 10) <= cast(m.known_by as varchar);

create view explanation as select * from kept.explanation where revision in (select d.revision from decided as d);
create view approval as select * from kept.approval where revision in (select d.revision from decided as d);
create view edition as select * from kept.edition where revision in (select d.revision from decided as d);
create view edition_numeral as select * from kept.edition_numeral where revision in (select d.revision from decided as d);
create view edition_file as select * from kept.edition_file where revision in (select d.revision from decided as d);
create view task as select * from kept.task where revision in (select d.revision from decided as d);
create view task_report as select * from kept.task_report where revision in (select d.revision from decided as d);
create view highlight as select * from kept.highlight where revision in (select d.revision from decided as d);
create view template as select * from kept.template where revision in (select d.revision from decided as d);
create view mapping as select * from kept.mapping where revision in (select d.revision from decided as d);
create view review as select * from kept.review where revision in (select d.revision from decided as d);
create view collection as select * from kept.collection where revision in (select d.revision from decided as d);
create view query_letter as select * from kept.query_letter where revision in (select d.revision from decided as d);
