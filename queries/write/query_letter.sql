-- Note the 数据核实单 sent to units.
-- One row per letter of the frame "incoming".
insert into query_letter by name
select * from incoming
