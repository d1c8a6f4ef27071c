-- Everything that one actor has stored and that has not been undone.
-- One row per observation, oldest first.
select
    f.observation, f.load,
    f.region, f.indicator, f.scope, f.period, f.basis, f.value, f.value_to, f.unit, f.state, f.approx,
    f.resolution, f.status, f.comparison, f.since_from, f.effective_from, f.document, f.known_on,
    f.locator, f.notes, f.demo, f.pending, f.inferred, f.backcast, f.revision, f.recorded_at,
    f.source, s.title, s.publisher, s.url, s.published_on
from observation as f
join load as l on l.load = f.load
left join source as s on s.source = f.source
where l.actor = $actor
  and f.load not in (select w.load from withdrawal as w where w.observation is null)
  and f.observation not in (select w.observation from withdrawal as w where w.observation is not null)
order by f.observation nulls last
