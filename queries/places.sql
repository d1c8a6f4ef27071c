-- Which regions have figures, how many, and over which periods.
-- One row per region.
select
    region,
    sum(facts) as facts,
    count(distinct period) as periods,
    max(period_end) as newest,
    bool_or(demo) as demo
from held
group by region
order by region nulls last
