-- grain: one row per touched series key in the boundaries of 2025-07-01
delete from core.observation_2025 where today_no in (select today_no from core.touched);
insert into core.observation_2025 by name select * from core.observation_2025_now;
