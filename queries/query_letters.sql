-- The 数据核实单 sent to some places about a period, the newest of each.
-- One row per place.
select s.region, s.lines, s.sent_on, s.due_on, s.actor, s.revision
from (
    select
        q.region, q.lines, q.sent_on, q.due_on, q.actor, q.revision,
        row_number() over (partition by q.region order by q.revision desc nulls last) as place
    from query_letter as q
    where q.period = $period and list_contains($regions, q.region)
) as s
where s.place = 1
order by s.region nulls last
