-- V40 本年累计不得减少: a year to date below an earlier one of the same year.
-- One row per violation: the figure and the one before it in its year.
select region, indicator, scope, period, value, unit, other_period, other_value
from (
    select
        region, indicator, scope, period, period_end, unit, value,
        lag(period) over (partition by region, indicator, scope, origin, year_of order by period_end nulls last) as other_period,
        lag(value) over (partition by region, indicator, scope, origin, year_of order by period_end nulls last) as other_value,
        slack
    from (
        select
            c.region, c.indicator, c.scope, c.period, c.period_end, c.unit, c.value,
            substr(c.period, 1, 4) as year_of,
            case when c.status in ('bulletin', 'press') then c.status else 'return' end as origin,
            case
                when c.unit = '元' and c.resolution > 1000 then c.resolution
                when c.unit <> '元' and c.resolution > 1 then c.resolution
                else 0
            end as slack
        from current as c
        join indicator as i on i.code = c.indicator
        where c.basis = 'ytd' and c.state = 'value' and c.approx = 'exact' and c.value_to is null
          and length(c.period) > 4 and i.kind = 'flow' and not i.local
    ) as figures
) as pairs
where value + slack < other_value
  and (len($regions) = 0 or list_contains($regions, region))
  and (len($periods) = 0 or list_contains($periods, period))
order by region nulls last, period_end nulls last, indicator nulls last, scope nulls last
