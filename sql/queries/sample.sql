-- grain: one row per figure drawn; one seed draws the same figures of one release
select
    figure_id,
    sentence,
    mention,
    value,
    value_high,
    out_of,
    unit,
    per,
    comparator,
    role,
    basis,
    period_start,
    period_end,
    place,
    programme,
    indicator,
    item,
    confidence,
    article_url,
    p,
    char_start,
    char_end,
    title,
    source,
    published
from main.figures
order by md5(figure_id || cast($seed as varchar)), figure_id
limit $n;
