-- Set one setting.
-- One row per setting.
insert into meta (name, value) values ($name, $value)
