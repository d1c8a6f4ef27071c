-- V43 与上季度完全一致: one item of people or cases that stood still in every unit below a place.
-- One row per place, indicator and quarter: how many units did not move.
select above as region, indicator, period, other_period, count(*) as compared
from (
    select
        u.region as above, c.indicator, c.period, c.period_end, p.period as other_period, c.value, p.value as other_value
    from current as c
    join indicator as i on i.code = c.indicator
    join region as r
        on r.region = c.region and coalesce(r.valid_from, '0000') <= substr(cast(c.period_end as varchar), 1, 7)
        and coalesce(r.valid_to, '9999') > substr(cast(c.period_end as varchar), 1, 7)
    join region as u
        on u.code_then = r.parent and coalesce(u.valid_from, '0000') <= substr(cast(c.period_end as varchar), 1, 7)
        and coalesce(u.valid_to, '9999') > substr(cast(c.period_end as varchar), 1, 7)
    join current as p
        on p.region = c.region and p.indicator = c.indicator and p.scope = c.scope and p.basis = c.basis
        and p.period = case
            when c.period like '____Q1' then cast(cast(substr(c.period, 1, 4) as integer) - 1 as varchar) || 'Q4'
            else substr(c.period, 1, 5) || cast(cast(substr(c.period, 6, 1) as integer) - 1 as varchar)
        end
    where c.period like '____Q_' and c.basis = 'stock' and c.scope = '全部' and not i.local
      and c.state = 'value' and p.state = 'value' and c.value >= 100
      and c.indicator in (
          'dibao_persons', 'urban_dibao_persons', 'rural_dibao_persons', 'dibao_households', 'residential_residents',
          'elderly_inst_residents', 'tekun_persons', 'near_dibao_persons', 'low_income_monitored'
      )
) as pairs
where (len($regions) = 0 or list_contains($regions, above))
  and (len($periods) = 0 or list_contains($periods, period))
group by above, indicator, period, period_end, other_period
having count(*) >= 3 and sum(case when value = other_value then 0 else 1 end) = 0
order by above nulls last, period_end nulls last, indicator nulls last
