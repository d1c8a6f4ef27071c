-- V43 与上季度完全一致: of the figures that move every quarter (people, cases, money), nearly all as they were.
-- One row per unit and quarter: how many are unchanged, and of how many.
select region, period, other_period, sum(same) as unchanged, count(*) as compared
from (
    select
        c.region, c.period, c.period_end, p.period as other_period, case when c.value = p.value then 1 else 0 end as same
    from current as c
    join indicator as i on i.code = c.indicator
    join current as p
        on p.region = c.region and p.indicator = c.indicator and p.scope = c.scope and p.basis = c.basis
        and p.period = case
            when c.period like '____Q1' then cast(cast(substr(c.period, 1, 4) as integer) - 1 as varchar) || 'Q4'
            else substr(c.period, 1, 5) || cast(cast(substr(c.period, 6, 1) as integer) - 1 as varchar)
        end
    where c.period like '____Q_' and c.basis in ('stock', 'ytd') and c.scope = '全部' and not i.local
      and c.state = 'value' and p.state = 'value' and c.value > 0
      and i.unit in ('人', '户', '人次', '户次', '对', '具', '件', '元', '小时')
) as pairs
where (len($regions) = 0 or list_contains($regions, region))
  and (len($periods) = 0 or list_contains($periods, period))
group by region, period, period_end, other_period
having count(*) >= 5 and sum(same) * 100 >= count(*) * $threshold
order by region nulls last, period_end nulls last
