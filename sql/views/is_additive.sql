-- grain: one answer per unit: whether numbers in it may be added up over places or periods
create or replace macro core.is_additive(unit) as unit not in ('percent', 'percentage_point', 'times');

comment on macro core.is_additive is 'Whether numbers in a unit may be added up; shares and ratios may not.';
