-- Append monthly statuses of tasks.
-- One row per status of the frame "incoming".
insert into task_report by name
select * from incoming
