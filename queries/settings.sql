-- The settings of this store.
-- One row per setting.
select name, value from meta order by name nulls last
