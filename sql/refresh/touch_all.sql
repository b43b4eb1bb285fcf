-- grain: one row per place and indicator that has figures or observations
insert into core.touched
select place_id, indicator from core.mention where place_id is not null and indicator is not null
union
select ref_area, indicator from main.observations;
