-- The breaks of definitions and territories.
-- One row per break.
insert into definition_break by name
select * from incoming
