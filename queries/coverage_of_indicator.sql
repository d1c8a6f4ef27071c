-- Which regions have figures for one indicator, and for which span of periods.
-- One row per region.
select region, facts, first_end, last_end
from spread
where indicator = $indicator
order by facts desc nulls last, region nulls last
