-- Keep documents: versions and issued ones.
-- One row per document of the frame "incoming".
insert into edition by name
select * from incoming
