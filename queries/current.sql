-- Which value stands for each fact today: the newest load of the strongest vintage, of those not undone.
-- One row per fact (region, indicator, scope, period, basis), in the order the screens read.
select
    observation, load, revision, recorded_at, region, indicator, scope, period, period_end, basis,
    value, value_to, unit, state, approx, resolution, status, strength, comparison,
    since_from, effective_from, document, known_on, source, locator, notes,
    demo, pending, inferred, backcast
from (
    select
        observation.*,
        row_number() over (
            partition by region, indicator, scope, period, basis
            order by strength asc nulls last, comparison asc nulls last, load desc nulls last, observation desc nulls last
        ) as place
    from observation
    where load not in (select w.load from withdrawal as w where w.observation is null)
      and observation not in (select w.observation from withdrawal as w where w.observation is not null)
)
where place = 1
order by region nulls last, indicator nulls last, period_end nulls last, period nulls last, scope nulls last, basis nulls last
