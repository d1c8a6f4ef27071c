-- Append tasks of a ledger, new or newly worded.
-- One row per task of the frame "incoming".
insert into task by name
select * from incoming
