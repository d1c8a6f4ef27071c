-- The named lists that people keep, as they stand: the newest of each kind, name and region; an empty one was removed.
-- One row per list.
select kind, name, region, members, actor, revision
from (
    select
        c.kind, c.name, c.region, c.members, c.actor, c.revision,
        row_number() over (partition by c.kind, c.name, c.region order by c.revision desc nulls last) as place
    from collection as c
)
where place = 1
order by kind nulls last, name nulls last, region nulls last
