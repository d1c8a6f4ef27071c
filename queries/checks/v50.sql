-- V50 各县合计与全市不符: the sum of the units below a place against its own figure, of one vintage.
-- One row per violation: the place's figure, the sum, how many units are in it and how many there should be. A zone
-- named in $within is part of its host's figures and not added. Where units are missing, only a sum that is too large is wrong.
select region, indicator, scope, period, unit, value, total, counted, expected
from (
    select
        w.region, w.indicator, w.scope, w.period, w.period_end, w.unit, w.value, parts.total, parts.counted, e.expected,
        parts.complete,
        case when w.unit = '元' then (parts.counted + 1) * greatest(w.resolution, parts.resolution, 1000)
             when greatest(w.resolution, parts.resolution) > 1
             then (parts.counted + 1) * greatest(w.resolution, parts.resolution)
             else 0 end as double_slack
    from current as w
    join indicator as i on i.code = w.indicator
    join (
        select
            u.region as above, c.indicator, c.scope, c.period, c.basis, c.status, c.demo, sum(coalesce(c.value, 0)) as total,
            max(coalesce(c.resolution, 1)) as resolution,
            sum(case when c.state = 'value' then 1 else 0 end) as counted,
            sum(case when r.level <> 'own' and c.state in ('value', 'below_unit', 'not_applicable') then 1 else 0 end) as complete
        from current as c
        join region as r
            on r.region = c.region and r.level not in ('subtotal', 'town')
            and coalesce(r.valid_from, '0000') <= substr(cast(c.period_end as varchar), 1, 7)
            and coalesce(r.valid_to, '9999') > substr(cast(c.period_end as varchar), 1, 7)
        join region as u
            on u.code_then = r.parent and coalesce(u.valid_from, '0000') <= substr(cast(c.period_end as varchar), 1, 7)
            and coalesce(u.valid_to, '9999') > substr(cast(c.period_end as varchar), 1, 7)
        where c.approx = 'exact' and c.value_to is null and not list_contains($within, c.region)
        group by u.region, c.indicator, c.scope, c.period, c.basis, c.status, c.demo
    ) as parts
        on parts.above = w.region and parts.indicator = w.indicator and parts.scope = w.scope and parts.period = w.period
        and parts.basis = w.basis and parts.status = w.status and parts.demo = w.demo
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
        where not list_contains($within, r.region)
        group by u.region, d.period
    ) as e on e.above = w.region and e.period = w.period
    where i.aggregation = 'sum' and w.basis in ('stock', 'ytd', 'quarter', 'month') and w.state = 'value'
      and w.approx = 'exact' and w.value_to is null and w.status <> 'press' and i.kind in ('stock', 'flow')
) as sums
where counted > 0
  and (total * 2 > value * 2 + double_slack or (complete >= expected and total * 2 < value * 2 - double_slack))
  and (len($regions) = 0 or list_contains($regions, region))
  and (len($periods) = 0 or list_contains($periods, period))
order by region nulls last, period_end nulls last, indicator nulls last, scope nulls last
