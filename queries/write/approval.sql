-- Note steps of the approval of returns.
-- One row per step of the frame "incoming".
insert into approval by name
select * from incoming
