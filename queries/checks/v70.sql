-- V70 出现负数: a count, an amount or a standard below zero.
-- One row per figure.
select c.region, c.indicator, c.scope, c.period, c.value, c.unit
from current as c
where c.basis in ('stock', 'ytd', 'month', 'since', 'standard') and c.state = 'value' and c.value < 0
  and (len($regions) = 0 or list_contains($regions, c.region))
  and (len($periods) = 0 or list_contains($periods, c.period))
order by c.region nulls last, c.period_end nulls last, c.indicator nulls last, c.scope nulls last
