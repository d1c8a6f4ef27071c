-- Note the files of a commit.
-- One row per file of the frame "incoming".
insert into load by name
select * from incoming
