-- Keep 亮点素材, new, newly worded or withdrawn.
-- One row per highlight of the frame "incoming".
insert into highlight by name
select * from incoming
