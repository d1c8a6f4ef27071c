-- Which periods a region has figures for, with how many and from which vintages.
-- One row per period and status.
select period, period_end, status, sum(facts) as facts
from held
where region = $region
group by period, period_end, status
order by period_end nulls last, period nulls last, status nulls last
