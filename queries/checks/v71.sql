-- V71 本期空白而上期有数: a cell left blank that had a figure in the quarter before.
-- One row per cell: the blank and the figure before it.
select c.region, c.indicator, c.scope, c.period, p.value as other_value, p.unit, p.period as other_period
from current as c
join indicator as i on i.code = c.indicator
join current as p
    on p.region = c.region and p.indicator = c.indicator and p.scope = c.scope and p.basis = c.basis
    and p.period = case
        when c.period like '____Q1' then cast(cast(substr(c.period, 1, 4) as integer) - 1 as varchar) || 'Q4'
        else substr(c.period, 1, 5) || cast(cast(substr(c.period, 6, 1) as integer) - 1 as varchar)
    end
where c.period like '____Q_' and c.state = 'not_reported' and p.state = 'value' and p.value > 0 and not i.local
  and (len($regions) = 0 or list_contains($regions, c.region))
  and (len($periods) = 0 or list_contains($periods, c.period))
order by c.region nulls last, c.period_end nulls last, c.indicator nulls last, c.scope nulls last
