-- grain: one row per boundary set, place and kind of whole in core.touched_whole: its size as last stated
create or replace view core.known_whole_now as
with

sized as (
    select observation.*, indicator.whole
    from core.judged_observation as observation
    inner join core.indicator as indicator using (indicator)
    where observation.out_of > 0 and observation.part is null and indicator.whole is not null
)

select
    boundary_set,
    ref_area,
    whole,
    max_by(out_of, (coalesce(period_end, published), published, observation_id)) as size
from sized
semi join core.touched_whole as touched_whole using (boundary_set, ref_area, whole)
group by all;

comment on view core.known_whole_now is 'What core.known_whole should say of the wholes in core.touched_whole: empty between refreshes.';
comment on column core.known_whole_now.size is 'Size of the whole.';
