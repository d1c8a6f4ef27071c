-- Which regions have values of which indicators, and over which span: the table "spread", kept with "current".
-- One row per indicator and region.
select indicator, region, count(*) as facts, min(period_end) as first_end, max(period_end) as last_end
from current
where state = 'value'
group by indicator, region
order by indicator nulls last, region nulls last
