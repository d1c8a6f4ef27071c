-- Of which periods, vintages and parts each region has figures: the table "held", kept with "current" so that no screen counts facts.
-- One row per region, period, status and scope.
select region, period, period_end, status, scope, count(*) as facts, bool_or(demo) as demo
from current
group by region, period, period_end, status, scope
order by region nulls last, period_end nulls last, period nulls last, status nulls last, scope nulls last
