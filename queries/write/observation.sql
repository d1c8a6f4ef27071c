-- Append the observations of one commit.
-- One row per observation of the frame "incoming".
insert into observation by name
select * from incoming
