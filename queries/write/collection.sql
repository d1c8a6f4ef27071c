-- Keep named lists.
-- One row per list of the frame "incoming".
insert into collection by name
select * from incoming
