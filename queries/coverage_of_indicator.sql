-- Which regions have figures for one indicator, and for which span of periods.
-- One row per region.
select region, count(*) as facts, min(period_end) as first_end, max(period_end) as last_end
from current
where indicator = $indicator and state = 'value'
group by region
order by facts desc nulls last, region nulls last
