-- Forget the breaks before they are written anew; data/breaks.csv and the history of regions are their only source.
-- One row per break.
delete from definition_break
