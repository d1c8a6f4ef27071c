-- V41 一季度未归零: a first quarter that still carries last year's whole year to date.
-- One row per violation: the first quarter and the fourth of the year before. What was mostly done in the first quarter
-- last year as well (节日慰问) may be so again; what only began in the course of last year has no whole year to carry.
select
    c.region, c.indicator, c.scope, c.period, c.value, c.unit, p.period as other_period, p.value as other_value
from current as c
join indicator as i on i.code = c.indicator
join current as p
    on p.region = c.region and p.indicator = c.indicator and p.scope = c.scope and p.basis = c.basis
    and p.period = cast(cast(substr(c.period, 1, 4) as integer) - 1 as varchar) || 'Q4'
left join current as q
    on q.region = c.region and q.indicator = c.indicator and q.scope = c.scope and q.basis = c.basis
    and q.period = substr(p.period, 1, 4) || 'Q1' and q.state = 'value'
left join (
    select distinct region, indicator, scope, substr(period, 1, 4) as year_of
    from current
    where basis = 'ytd' and state = 'value' and (period like '____Q2' or period like '____Q3')
) as b on b.region = p.region and b.indicator = p.indicator and b.scope = p.scope and b.year_of = substr(p.period, 1, 4)
where c.basis = 'ytd' and c.state = 'value' and p.state = 'value' and c.period like '____Q1'
  and i.kind = 'flow' and not i.local
  and p.value >= 10 and c.value >= p.value * $threshold
  and (q.value * 2 < p.value or (q.value is null and b.region is null))
  and (len($regions) = 0 or list_contains($regions, c.region))
  and (len($periods) = 0 or list_contains($periods, c.period))
order by c.region nulls last, c.period_end nulls last, c.indicator nulls last, c.scope nulls last
