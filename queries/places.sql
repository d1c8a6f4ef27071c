-- Which regions have figures, how many, and over which periods.
-- One row per region.
select
    region,
    count(*) as facts,
    count(distinct period) as periods,
    count(distinct indicator) as indicators,
    max(period_end) as newest,
    bool_or(demo) as demo
from current
group by region
order by region nulls last
