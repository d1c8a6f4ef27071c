-- Everything received about some facts and not undone: every vintage and every revision, strongest and newest first.
-- One row per observation.
select
    f.region, f.indicator, f.scope, f.period, f.basis, f.value, f.value_to, f.unit, f.state, f.approx,
    f.resolution, f.status, f.comparison, f.since_from, f.effective_from, f.document, f.known_on,
    f.locator, f.notes, f.demo, f.pending, f.inferred, f.backcast, f.revision, f.recorded_at,
    f.source, s.title, s.publisher, s.url, s.published_on
from observation as f
left join source as s on s.source = f.source
where (len($regions) = 0 or list_contains($regions, f.region))
  and (len($indicators) = 0 or list_contains($indicators, f.indicator))
  and (len($periods) = 0 or list_contains($periods, f.period))
  and f.load not in (select w.load from withdrawal as w where w.observation is null)
  and f.observation not in (select w.observation from withdrawal as w where w.observation is not null)
order by f.region nulls last, f.indicator nulls last, f.period_end nulls last, f.period nulls last, f.scope nulls last, f.basis nulls last,
    f.strength asc nulls last, f.comparison asc nulls last, f.load desc nulls last, f.observation desc nulls last
