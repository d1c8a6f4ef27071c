-- V52 缺报: units that sent no return for a quarter or month for which at least half of the units beside them did.
-- One row per missing unit.
select e.above as region, e.period, e.region as missing, e.expected, count(*) over (partition by e.above, e.period) as absent
from (
    select
        u.region as above, d.period, d.period_end, r.region,
        count(r.region) over (partition by u.region, d.period) as expected,
        sum(case when there.region is null then 0 else 1 end) over (partition by u.region, d.period) as present,
        there.region as reported
    from (
        select distinct period, period_end from current where status in ('quarterly', 'fast') and length(period) > 4
    ) as d
    join region as r
        on r.level in ('province', 'prefecture', 'county', 'zone') and r.region not in ('710000', '810000', '820000')
        and coalesce(r.valid_from, '0000') <= substr(cast(d.period_end as varchar), 1, 7)
        and coalesce(r.valid_to, '9999') > substr(cast(d.period_end as varchar), 1, 7)
    join region as u
        on u.code_then = r.parent and coalesce(u.valid_from, '0000') <= substr(cast(d.period_end as varchar), 1, 7)
        and coalesce(u.valid_to, '9999') > substr(cast(d.period_end as varchar), 1, 7)
    left join (
        select distinct region, period from current
        where status in ('quarterly', 'fast') and state = 'value' and not comparison
    ) as there on there.region = r.region and there.period = d.period
) as e
where e.reported is null and e.present * 2 >= e.expected
  and (len($regions) = 0 or list_contains($regions, e.above))
  and (len($periods) = 0 or list_contains($periods, e.period))
order by e.above nulls last, e.period_end nulls last, e.region nulls last
