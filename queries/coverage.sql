-- Where and when each indicator has figures.
-- One row per indicator.
select
    indicator,
    count(*) as facts,
    count(distinct region) as regions,
    count(distinct period) as periods,
    min(period_end) as first_end,
    max(period_end) as last_end
from current
where state = 'value'
group by indicator
order by indicator nulls last
