-- What some regions can be compared by: which indicators have values in how many of them, and when.
-- One row per indicator and period; an empty list of periods asks for all.
select indicator, period, period_end, count(distinct region) as regions
from current
where list_contains($regions, region)
  and (len($periods) = 0 or list_contains($periods, period))
  and state = 'value'
  and basis <> 'target'
group by indicator, period, period_end
order by period_end desc nulls last, period nulls last, indicator nulls last
