-- grain: one row per indicator, programme, unit, basis, per, year and province
-- key: indicator, programme, unit, basis, per, year, place_id
create or replace view main.league_table as
with

province_results as (
    select
        observation.*,
        place.place,
        indicator.direction,
        year(observation.period_end) as year
    from main.observations as observation
    inner join core.place as place
        on place.place_id = observation.ref_area and place.kind in ('province', 'municipality')
    inner join core.indicator as indicator using (indicator)
    where
        observation.measure = 'A'
        and observation.part is null
        and observation.period_end is not null
        -- of flows only whole years can be ranked; stocks stand for the year in which they are the last
        and (coalesce(observation.basis, 'stock') = 'stock' or observation.freq = 'A')
),

last_of_year as (
    select *
    from province_results
    qualify row_number() over (
        partition by ref_area, indicator, programme, unit_measure, basis, per, year
        order by period_end desc, published desc, observation_id
    ) = 1
)

select
    indicator,
    programme,
    unit_measure as unit,
    basis,
    per,
    year,
    rank() over (
        partition by indicator, programme, unit_measure, basis, per, year
        order by case direction when 'down' then obs_value else -obs_value end
    ) as rank,
    place,
    ref_area as place_id,
    obs_value as value,
    period_end as dated,
    figure_id,
    count(*) over (partition by indicator, programme, unit_measure, basis, per, year) as n_places
from last_of_year;

comment on view main.league_table is 'Provinces ranked per indicator and year, best first in the indicator''s own direction.';
comment on column main.league_table.year is 'Calendar year.';
comment on column main.league_table.rank is 'Rank, 1 is best; equal values share one.';
comment on column main.league_table.dated is 'Day of the stock, or last day of the flow.';
comment on column main.league_table.n_places is 'Number of provinces ranked.';
