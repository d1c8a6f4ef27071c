-- Which files were loaded, and which of these loads a later revision undid.
-- One row per file of a commit, newest first.
select l.load, l.revision, l.file, l.sha256, l.layout, l.actor, r.recorded_at, w.revision as undone_in, w.actor as undone_by, w.reason
from load as l
join revision as r on r.revision = l.revision
left join withdrawal as w on w.load = l.load and w.observation is null
order by l.load desc nulls last
