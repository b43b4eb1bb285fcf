-- grain: one row per counted thing that no indicator covers, most frequent first
select
    item,
    unit,
    count(*) as n_figures,
    count(distinct article_url) as n_articles,
    min(figure_id) as example_figure_id
from main.figures
where indicator is null and item is not null and role <> 'context'
group by item, unit
order by n_figures desc, item, unit
limit ?;
