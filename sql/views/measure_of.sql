-- grain: one SDMX measure per role; none for context, which is no observation
create or replace macro core.measure_of(role) as
    case role when 'target' then 'T' when 'achievement' then 'A' when 'attainment' then 'R' when 'change' then 'D' end;

comment on macro core.measure_of is 'T target, A achievement, R attainment, D change; null for context.';
