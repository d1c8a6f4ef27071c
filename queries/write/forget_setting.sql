-- Remove one setting before it is set anew.
-- One row per setting.
delete from meta where name = $name
