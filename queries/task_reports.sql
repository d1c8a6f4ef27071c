-- The monthly statuses of the tasks of some places (an empty list: all), newest first.
-- One row per status given.
select t.region, t.year, t.code, t.month, t.state, t.done, t.note, t.proof, t.proof_name, t.document, t.actor, t.revision,
    r.recorded_at
from task_report as t
join revision as r on r.revision = t.revision
where len($regions) = 0 or list_contains($regions, t.region)
order by t.month desc nulls last, t.revision desc nulls last, t.region nulls last, t.code nulls last
