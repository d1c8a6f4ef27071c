-- What was loaded, newest first.
-- One row per file of a commit.
select l.load, l.revision, l.file, l.sha256, l.layout, l.known_on, l.actor, r.recorded_at, r.note
from load as l
join revision as r on r.revision = l.revision
order by l.load desc nulls last
