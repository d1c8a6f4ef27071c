"""任务台账: the year's tasks in three levels, followed month by month, judged by rule, never overwritten."""
