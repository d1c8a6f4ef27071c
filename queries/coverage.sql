-- Where and when each indicator has figures.
-- One row per indicator.
select indicator, sum(facts) as facts, count(*) as regions, min(first_end) as first_end, max(last_end) as last_end
from spread
group by indicator
order by indicator nulls last
