-- grain: one row per boundary set, place and kind of whole (communes of a district): its size as last stated
create or replace view core.known_whole as
select
    observation.boundary_set,
    observation.ref_area,
    indicator.whole,
    max_by(
        observation.out_of,
        (coalesce(observation.period_end, observation.published), observation.published, observation.observation_id)
    ) as size
from core.judged_observation as observation
inner join core.indicator as indicator using (indicator)
where observation.out_of > 0 and observation.part is null and indicator.whole is not null
group by all;

comment on view core.known_whole is 'How large a whole is that fractions are told of, place by place, as last stated.';
comment on column core.known_whole.size is 'Size of the whole.';
