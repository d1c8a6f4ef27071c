-- The 亮点素材 that people entered for some places (an empty list: all), every wording they ever had, newest first.
-- One row per highlight and revision.
select h.region, h.year, h.kind, h.section, h.title, h.issuer, h.dated, h.document, h.source, h.quote, h.withdrawn, h.actor,
    h.revision, r.recorded_at
from highlight as h
join revision as r on r.revision = h.revision
where len($regions) = 0 or list_contains($regions, h.region)
order by h.revision desc nulls last, h.region nulls last, h.year nulls last, h.kind nulls last, h.title nulls last
