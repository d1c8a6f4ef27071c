-- V66 保障标准低于上期: a benefit standard below the one before it.
-- One row per violation: the standard and the one before; $threshold (in %) leaves room for means whose weights moved.
select region, indicator, scope, period, value, unit, other_period, other_value
from (
    select
        region, indicator, scope, period, period_end, value, unit,
        lag(period) over (partition by region, indicator, scope, origin order by period_end nulls last) as other_period,
        lag(value) over (partition by region, indicator, scope, origin order by period_end nulls last) as other_value
    from (
        select
            c.region, c.indicator, c.scope, c.period, c.period_end, c.value, c.unit,
            case when c.status in ('bulletin', 'press') then c.status else 'return' end as origin,
            row_number() over (
                partition by c.region, c.indicator, c.scope, c.period_end, c.status in ('bulletin', 'press')
                order by c.strength nulls last, c.period nulls last
            ) as place
        from current as c
        join indicator as i on i.code = c.indicator
        where c.basis = 'standard' and c.state = 'value' and c.approx = 'exact' and not i.local and i.unit <> '—'
    ) as figures
    where place = 1
) as pairs
where value * 100 < other_value * (100 - $threshold)
  and (len($regions) = 0 or list_contains($regions, region))
  and (len($periods) = 0 or list_contains($periods, period))
order by region nulls last, period_end nulls last, indicator nulls last, scope nulls last
