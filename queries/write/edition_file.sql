-- Note the files kept of documents.
-- One row per file of the frame "incoming".
insert into edition_file by name
select * from incoming
