-- The steps of approval of some places' returns, newest first; an empty list asks for all places.
-- One row per step.
select a.region, a.period, a.state, a.actor, a.reason, a.revision, r.recorded_at
from approval as a
join revision as r on r.revision = a.revision
where len($regions) = 0 or list_contains($regions, a.region)
order by a.revision desc nulls last, a.region nulls last, a.period nulls last
