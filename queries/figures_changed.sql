-- When figures last changed: by a load, or by the withdrawal of one.
-- One row per way, with the newest revision.
select way, max(revision) as revision
from (
    select 'load' as way, l.revision from load as l
    union all
    select 'withdrawal' as way, w.revision from withdrawal as w
)
group by way
order by way nulls last
