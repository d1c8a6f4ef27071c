-- The facts as they stood: what was known by the end of a day, and stored up to a revision.
-- One row per fact (region, indicator, scope, period, basis): the newest load of the strongest vintage by then.
select
    f.region, f.indicator, f.scope, f.period, f.basis, f.value, f.value_to, f.unit, f.state, f.approx,
    f.resolution, f.status, f.comparison, f.since_from, f.effective_from, f.document, f.known_on,
    f.locator, f.notes, f.demo, f.pending, f.inferred, f.backcast, f.revision, f.recorded_at,
    f.source, s.title, s.publisher, s.url, s.published_on
from (
    select
        o.*,
        row_number() over (
            partition by o.region, o.indicator, o.scope, o.period, o.basis
            order by o.strength asc nulls last, o.comparison asc nulls last, o.load desc nulls last, o.observation desc nulls last
        ) as place
    from observation as o
    where (len($regions) = 0 or list_contains($regions, o.region))
      and (len($indicators) = 0 or list_contains($indicators, o.indicator))
      and (len($periods) = 0 or list_contains($periods, o.period))
      and (o.known_on is null or o.known_on <= $known_by)
      and o.revision <= $revision
      and o.load not in (select w.load from withdrawal as w where w.revision <= $revision)
) as f
left join source as s on s.source = f.source
where f.place = 1
order by f.region nulls last, f.indicator nulls last, f.period_end nulls last, f.period nulls last, f.scope nulls last, f.basis nulls last
