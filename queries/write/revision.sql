-- Note a commit.
-- One row per commit.
insert into revision (revision, recorded_at, actor, note) values ($revision, $recorded_at, $actor, $note)
