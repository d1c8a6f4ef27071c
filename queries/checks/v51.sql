-- V51 平均值不在各县之间: a standard or a rate of a place outside those of all units below it.
-- One row per violation: the place's value, the lowest and the highest below it.
select w.region, w.indicator, w.scope, w.period, w.unit, w.value, parts.lowest, parts.highest
from current as w
join indicator as i on i.code = w.indicator
join (
    select
        u.region as above, c.indicator, c.scope, c.period, c.basis, c.status, min(c.value) as lowest, max(c.value) as highest,
        count(*) as counted
    from current as c
    join region as r
        on r.region = c.region and r.level not in ('subtotal', 'town', 'own')
        and coalesce(r.valid_from, '0000') <= substr(cast(c.period_end as varchar), 1, 7)
        and coalesce(r.valid_to, '9999') > substr(cast(c.period_end as varchar), 1, 7)
    join region as u
        on u.code_then = r.parent and coalesce(u.valid_from, '0000') <= substr(cast(c.period_end as varchar), 1, 7)
        and coalesce(u.valid_to, '9999') > substr(cast(c.period_end as varchar), 1, 7)
    where c.state = 'value' and c.basis in ('standard', 'rate') and c.approx = 'exact'
    group by u.region, c.indicator, c.scope, c.period, c.basis, c.status
) as parts
    on parts.above = w.region and parts.indicator = w.indicator and parts.scope = w.scope and parts.period = w.period
    and parts.basis = w.basis and parts.status = w.status
join (
    select u.region as above, d.period, count(distinct r.region) as expected
    from (select distinct period, period_end from current) as d
    join region as r
        on r.level not in ('subtotal', 'town', 'own') and r.region not in ('710000', '810000', '820000')
        and coalesce(r.valid_from, '0000') <= substr(cast(d.period_end as varchar), 1, 7)
        and coalesce(r.valid_to, '9999') > substr(cast(d.period_end as varchar), 1, 7)
    join region as u
        on u.code_then = r.parent and coalesce(u.valid_from, '0000') <= substr(cast(d.period_end as varchar), 1, 7)
        and coalesce(u.valid_to, '9999') > substr(cast(d.period_end as varchar), 1, 7)
    group by u.region, d.period
) as e on e.above = w.region and e.period = w.period
where w.state = 'value' and w.approx = 'exact' and w.status <> 'press' and not i.local and parts.counted >= e.expected
  and (w.value + coalesce(w.resolution, 0) < parts.lowest or w.value - coalesce(w.resolution, 0) > parts.highest)
  and (len($regions) = 0 or list_contains($regions, w.region))
  and (len($periods) = 0 or list_contains($periods, w.period))
order by w.region nulls last, w.period_end nulls last, w.indicator nulls last, w.scope nulls last
