-- The text of a kept document.
-- One row per document.
select e.edition, e.body from edition as e where e.edition = $edition order by e.edition nulls last
