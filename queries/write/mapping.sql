-- Keep answers to how a form is read.
-- One row per answer of the frame "incoming".
insert into mapping by name
select * from incoming
