-- grain: one SDMX frequency per pair of first and last day
create or replace macro core.sdmx_freq(begins, ends) as case
    when ends is null then case when begins is null then '_U' else '_O' end
    when begins is null or begins = ends then 'D'
    when month(begins) = 1 and day(begins) = 1 and ends = make_date(year(begins), 12, 31) then 'A'
    when begins = make_date(year(begins), 1, 1) and ends = make_date(year(begins), 6, 30) then 'S'
    when begins = make_date(year(begins), 7, 1) and ends = make_date(year(begins), 12, 31) then 'S'
    when begins = date_trunc('quarter', begins) and ends = last_day(begins + interval 2 month) then 'Q'
    when day(begins) = 1 and ends = last_day(begins) then 'M'
    else '_O'
end;

comment on macro core.sdmx_freq is 'SDMX frequency of a span of days; a stock has a last day only.';
