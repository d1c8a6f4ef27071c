-- How forms are to be read, as people answered; a later answer replaces an earlier one.
-- One row per answer, oldest first.
select m.fingerprint, m.heading, m.label, m.unit, m.indicator, m.decision, m.actor, m.revision
from mapping as m
order by m.revision nulls last, m.fingerprint nulls last, m.heading nulls last, m.label nulls last
