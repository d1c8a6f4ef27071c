-- Note publications, returns and texts that are not yet known.
-- One row per source of the frame "incoming".
insert into source by name
select * from incoming where source not in (select source from source)
