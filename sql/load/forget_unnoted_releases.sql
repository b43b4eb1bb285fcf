-- grain: one row per release that is noted no more, with what was counted and compared for it
delete from core.release_object where release_id not in (select release_id from core.release);
delete from core.release_change where release_id not in (select release_id from core.release);
