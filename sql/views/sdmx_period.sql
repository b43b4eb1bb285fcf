-- grain: one SDMX time period per pair of first and last day
create or replace macro core.sdmx_period(begins, ends) as case core.sdmx_freq(begins, ends)
    when '_U' then null
    when 'D' then strftime(ends, '%Y-%m-%d')
    when 'A' then strftime(begins, '%Y')
    when 'S' then strftime(begins, '%Y') || case when month(begins) = 1 then '-S1' else '-S2' end
    when 'Q' then strftime(begins, '%Y') || '-Q' || quarter(begins)
    when 'M' then strftime(begins, '%Y-%m')
    else strftime(begins, '%Y-%m-%d') || '/' || case
        when ends is null then '..'
        when day(begins) <> 1 or ends <> last_day(ends) then 'P' || (ends - begins + 1) || 'D'
        when (datediff('month', begins, ends) + 1) % 12 = 0 then 'P' || cast((datediff('month', begins, ends) + 1) / 12 as integer) || 'Y'
        else 'P' || (datediff('month', begins, ends) + 1) || 'M'
    end
end;

comment on macro core.sdmx_period is 'SDMX time period of a span of days: 2025, 2025-S1, 2025-Q3, 2025-06, 2025-06-30, else start/duration.';
