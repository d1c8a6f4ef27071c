-- Everything ever received for one indicator of one place, with who, when, file and cell; also what was undone.
-- One row per observation, newest period first; an empty period asks for all.
select
    o.period, o.period_end, o.scope, o.basis, o.value, o.unit, o.state, o.status, o.pending, o.comparison, o.locator, o.notes, o.known_on,
    o.revision, o.recorded_at, l.file, l.actor, w.revision as undone_in, w.actor as undone_by
from observation as o
join load as l on l.load = o.load
left join withdrawal as w on w.load = o.load and (w.observation is null or w.observation = o.observation)
where o.region = $region
  and o.indicator = $indicator
  and ($period = '' or o.period = $period)
order by o.period_end desc nulls last, o.period nulls last, o.scope nulls last, o.basis nulls last, o.strength nulls last, o.load desc nulls last, o.observation desc nulls last
