-- grain: one key per series key
create or replace macro core.observation_key(
    ref_area, programme, indicator, part, measure, basis, unit_measure, per, freq, time_period
) as left(md5(concat_ws(
    chr(10),
    ref_area,
    coalesce(programme, '-'),
    indicator,
    coalesce(part, '-'),
    measure,
    coalesce(basis, '-'),
    unit_measure,
    coalesce(per, '-'),
    freq,
    coalesce(time_period, '-')
)), 16);

comment on macro core.observation_key is 'Key of an observation: 16 hex digits over its series key.';
