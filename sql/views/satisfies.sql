-- grain: one answer per value and target
-- A range asks for its less ambitious end only. A little slack keeps 0.1 + 0.2 from missing 0.3.
create or replace macro core.satisfies(achieved, target_value, target_value_high, comparator, less_is_better) as case
    when comparator = 'approx' and abs(achieved - target_value) <= 0.05 * abs(target_value) then true
    when less_is_better and comparator = 'lt' then achieved < greatest(target_value, coalesce(target_value_high, target_value))
    when less_is_better
        then achieved <= greatest(target_value, coalesce(target_value_high, target_value)) + 1e-9 * abs(target_value)
    when comparator = 'gt' then achieved > least(target_value, coalesce(target_value_high, target_value))
    else achieved >= least(target_value, coalesce(target_value_high, target_value)) - 1e-9 * abs(target_value)
end;

comment on macro core.satisfies is 'Whether a value satisfies a target: its comparator, its range, the direction in which more or less is better.';
