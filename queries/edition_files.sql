-- The files kept of some documents.
-- One row per file.
select f.edition, f.format, f.name, f.sha256
from edition_file as f
where len($editions) = 0 or list_contains($editions, f.edition)
order by f.edition nulls last, f.format nulls last
