-- grain: one SDMX status per observation
create or replace macro core.status_of(
    in_conflict, confidence, starts_series, measure, published, period_end, comparator
) as case
    when in_conflict or confidence < 0.5 then 'U'
    when starts_series then 'B'
    -- a result told long before its period is over can only be a forecast; one told shortly before, provisional
    when measure = 'A' and published < period_end - 90 then 'F'
    when measure = 'A' and published < period_end then 'P'
    when comparator = 'approx' then 'E'
    else 'A'
end;

comment on macro core.status_of is 'SDMX status of an observation: U uncertain or in conflict, B first after the merger, F forecast, P provisional, E approximate, A normal.';
