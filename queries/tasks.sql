-- The tasks of some places' ledgers with every wording they ever had, newest first; an empty list asks for all places.
-- One row per task and revision; what came with a ledger whose load was undone is left out.
select t.region, t.year, t.code, t.parent, t.title, t.owner, t.leader, t.due, t.indicator, t.target, t.at_most, t.position,
    t.number, t.withdrawn, t.file, t.locator, t.actor, t.revision, r.recorded_at
from task as t
join revision as r on r.revision = t.revision
where (len($regions) = 0 or list_contains($regions, t.region))
  and t.revision not in (
      select l.revision from load as l join withdrawal as w on w.load = l.load
      where l.layout = 'ledger' and w.observation is null
  )
order by t.revision desc nulls last, t.region nulls last, t.year nulls last, t.position nulls last, t.code nulls last
