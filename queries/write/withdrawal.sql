-- Undo loads; their observations stay and no longer stand.
-- One row per load undone of the frame "incoming".
insert into withdrawal by name
select * from incoming
