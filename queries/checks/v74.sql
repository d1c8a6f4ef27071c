-- V74 对比数口径或时期不一致: figures of a place and of the units below it that come from different vintages.
-- One row per place, period and pair of vintages: how many figures stand side by side without being comparable.
select u.region, c.period, w.status as value_status, c.status as other_status, count(distinct c.indicator) as figures
from current as c
join indicator as i on i.code = c.indicator
join region as r
    on r.region = c.region and r.level not in ('subtotal', 'town', 'own')
    and coalesce(r.valid_from, '0000') <= substr(cast(c.period_end as varchar), 1, 7)
    and coalesce(r.valid_to, '9999') > substr(cast(c.period_end as varchar), 1, 7)
join region as u
    on u.code_then = r.parent and coalesce(u.valid_from, '0000') <= substr(cast(c.period_end as varchar), 1, 7)
    and coalesce(u.valid_to, '9999') > substr(cast(c.period_end as varchar), 1, 7)
join current as w
    on w.region = u.region and w.indicator = c.indicator and w.scope = c.scope and w.period = c.period and w.basis = c.basis
where c.state = 'value' and w.state = 'value' and c.status <> w.status and not i.local and length(c.period) > 4
  and c.status not in ('bulletin', 'press') and w.status not in ('bulletin', 'press')
  and (len($regions) = 0 or list_contains($regions, u.region))
  and (len($periods) = 0 or list_contains($periods, c.period))
group by u.region, c.period, c.period_end, w.status, c.status
order by u.region nulls last, c.period_end nulls last, w.status nulls last, c.status nulls last
