-- Replace the catalogue by the frame "incoming": indicators are metadata, their values never change with it.
-- One row per indicator.
insert into indicator by name
select * from incoming
