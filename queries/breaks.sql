-- Where series are cut: definition breaks and changes of territory.
-- One row per break.
select indicator, region, from_period, reason
from definition_break
order by from_period nulls last, indicator nulls last, region nulls last
