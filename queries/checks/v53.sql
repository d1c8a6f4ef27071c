-- V53 代码在该时期无效: figures of a place for a time in which it did not exist.
-- One row per place and period: how many figures.
select c.region, c.period, count(*) as figures
from current as c
left join region as r
    on r.region = c.region and coalesce(r.valid_from, '0000') <= substr(cast(c.period_end as varchar), 1, 7)
    and coalesce(r.valid_to, '9999') >= substr(cast(c.period_end as varchar), 1, 7)
where r.region is null and c.state = 'value'
  and c.region in (select region from region where valid_from is not null or valid_to is not null)
  and (len($regions) = 0 or list_contains($regions, c.region))
  and (len($periods) = 0 or list_contains($periods, c.period))
group by c.region, c.period, c.period_end
order by c.region nulls last, c.period_end nulls last
