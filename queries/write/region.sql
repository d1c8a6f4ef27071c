-- The places for an analyst's joins; the app itself reads data/regions.
-- One row per place and name.
insert into region by name
select * from incoming
