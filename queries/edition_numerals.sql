-- The bound numerals of some kept documents in order; an empty list asks for all documents.
-- One row per numeral.
select
    n.edition, n.position, n.number, n.quote, n.measure, n.region, n.indicator, n.scope, n.period, n.basis, n.value,
    n.unit, n.status, n.fact_revision, n.formula, n.reference, n.sentence, n.place
from edition_numeral as n
where len($editions) = 0 or list_contains($editions, n.edition)
order by n.edition nulls last, n.position nulls last
