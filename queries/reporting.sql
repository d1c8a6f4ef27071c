-- Which returns of some places are there, since when, and whether they were corrected or await verification.
-- One row per place and period of returns (季报月报, 快报, 核定年报).
select region, period, period_end, sum(waiting) as waiting, count(*) as facts, min(known) as first_known, max(versions) as versions
from (
    select
        region, period, period_end, indicator, scope, basis, status,
        max(case when pending then 1 else 0 end) as waiting,
        min(known_on) as known,
        count(distinct load) as versions
    from observation
    where list_contains($regions, region)
      and status in ('quarterly', 'fast', 'final')
      and not comparison
      and basis <> 'target'
      and load not in (select w.load from withdrawal as w where w.observation is null)
      and observation not in (select w.observation from withdrawal as w where w.observation is not null)
    group by region, period, period_end, indicator, scope, basis, status
)
group by region, period, period_end
order by region nulls last, period_end nulls last, period nulls last
