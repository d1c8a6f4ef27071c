-- The 上报说明 given for some places (an empty list: all), newest first.
-- One row per explanation of a fact or finding.
select e.region, e.indicator, e.period, e.rule, e.text, e.actor, e.revision, r.recorded_at
from explanation as e
join revision as r on r.revision = e.revision
where len($regions) = 0 or list_contains($regions, e.region)
order by e.revision desc nulls last, e.region nulls last, e.period nulls last, e.rule nulls last, e.indicator nulls last
