-- Which places and periods a load brought figures for.
-- One row per place and period.
select distinct region, period
from observation
where load = $load
order by region nulls last, period nulls last
