-- grain: one number per achievement that sub-places report: that of the sum for the place above
create or replace macro core.sum_number(
    parent_id, programme, indicator, part, measure, basis, unit_measure, per, freq, time_period
) as case
    when parent_id is not null and measure = 'A' and per is null and core.is_additive(unit_measure)
        then core.number_of(core.observation_key(
            parent_id, programme, indicator, part, 'A', basis, unit_measure, null, freq, time_period
        ))
end;

comment on macro core.sum_number is 'The number of the sum that an achievement is part of; null where it cannot be added up.';
