-- Forget the shipped indicators before they are written anew; those defined in this store stay.
-- One row per indicator.
delete from indicator where code in (select code from incoming)
