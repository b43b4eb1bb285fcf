-- grain: one number per mention that an observation can rest on: its observation's
create or replace macro core.mention_number(
    place_id, programme, indicator, part, role, basis, unit, per, period_start, period_end, value
) as case
    when core.measure_of(role) is not null
        and place_id is not null and indicator is not null and unit is not null and value is not null
        then core.number_of(core.observation_key(
            place_id, programme, indicator, part, core.measure_of(role), basis, unit, per,
            core.sdmx_freq(period_start, period_end), core.sdmx_period(period_start, period_end)
        ))
end;

comment on macro core.mention_number is 'The number of the observation that a mention belongs to; null where it belongs to none.';
