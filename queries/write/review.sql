-- Keep a reviewer's words on figures of drafts.
-- One row per word of the frame "incoming".
insert into review by name
select * from incoming
