-- Keep an office's own template.
-- One row per line of a part, of the frame "incoming".
insert into template by name
select * from incoming
