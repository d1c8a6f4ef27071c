-- Keep the 上报说明 given for facts or findings.
-- One row per fact explained of the frame "incoming".
insert into explanation by name
select * from incoming
