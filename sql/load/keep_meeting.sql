-- grain: one row per boundary set and target observation: in a release, which nobody writes, judged once and kept
create or replace table core.kept_meeting as
select * from core.meeting order by boundary_set, place_id, target_id;

create or replace view core.meeting as
select * from core.kept_meeting;

comment on table core.kept_meeting is 'Every target beside its achievement, as the views of this release''s facts judge it.';
comment on view core.meeting is 'Every target beside its achievement, in the boundaries as reported and in today''s.';
