-- What reviewers have said of figures of drafts (核稿), as it stands: the newest word on each claim; one taken back is gone.
-- One row per claim.
select v.claim, v.quote, v.reason, v.actor, v.revision, r.recorded_at
from (
    select
        w.claim, w.quote, w.reason, w.actor, w.revision,
        row_number() over (partition by w.claim order by w.revision desc nulls last) as place
    from review as w
) as v
join revision as r on r.revision = v.revision
where v.place = 1 and v.reason <> ''
order by v.claim nulls last
