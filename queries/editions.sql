-- The kept documents of some places, newest first; an empty list asks for all places.
-- One row per document.
select
    e.edition, e.region, e.period, e.genre, e.title, e.state, e.pinned, e.asked, e.note, e.actor, e.revision,
    r.recorded_at
from edition as e
join revision as r on r.revision = e.revision
where len($regions) = 0 or list_contains($regions, e.region)
order by e.edition desc nulls last
