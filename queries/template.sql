-- The template that documents of a genre are written by: the newest revision of it.
-- One row per line of a part.
select t.part, t.position, t.body, t.revision
from template as t
where t.genre = $genre
  and t.revision = (select max(u.revision) from template as u where u.genre = $genre)
order by t.part nulls last, t.position nulls last
