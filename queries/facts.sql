-- The facts of some regions, indicators and periods; an empty list asks for all of them.
-- The first and last of the regions, and a join with them, let the engine pass over most of the table, which is in their order.
-- What a unit wrote about a figure (上报说明) stands with its notes.
-- One row per fact (region, indicator, scope, period, basis): the newest revision of the strongest vintage.
select
    f.region, f.indicator, f.scope, f.period, f.basis, f.value, f.value_to, f.unit, f.state, f.approx,
    f.resolution, f.status, f.comparison, f.since_from, f.effective_from, f.document, f.known_on,
    f.locator,
    case
        when e.text is null or instr(coalesce(f.notes, ''), e.text) > 0 then f.notes
        when coalesce(f.notes, '') = '' then concat('上报说明：', e.text)
        else concat(f.notes, '；上报说明：', e.text)
    end as notes,
    f.demo, f.pending, f.inferred, f.backcast, f.revision, f.recorded_at,
    f.source, s.title, s.publisher, s.url, s.published_on
from (
    select unnest($regions) as region
    union
    select region from current where len($regions) = 0
) as w
inner join current as f on f.region = w.region
left join source as s on s.source = f.source
left join (
    select
        region, indicator, period, text,
        row_number() over (partition by region, indicator, period order by revision desc nulls last, rule nulls last) as place
    from explanation
    where indicator <> ''
) as e on e.region = f.region and e.indicator = f.indicator and e.period = f.period and e.place = 1
where f.region >= $first
  and f.region <= $last
  and (len($indicators) = 0 or list_contains($indicators, f.indicator))
  and (len($periods) = 0 or list_contains($periods, f.period))
order by f.region nulls last, f.indicator nulls last, f.period_end nulls last, f.period nulls last, f.scope nulls last, f.basis nulls last
