-- grain: one row per link from an old unit to a new one
delete from core.crosswalk;

insert into core.crosswalk
select old_id, new_id, coalesce(lower(whole) in ('1', 'true'), false) from lexicon_crosswalk;
