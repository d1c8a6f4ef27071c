-- The catalogue: national and local indicators.
-- One row per indicator, in catalogue order.
select
    code, name, short_name, aliases, domain, unit, kind, aggregation, polarity, polarity_note, decimals, formula,
    parent, parent_rel, valid_from, valid_to, frequency, sensitivity, owner, official_codes, definition, source_note, local
from indicator
order by position nulls last
