-- grain: one row per source, day of publication and indicator (null: figures without one)
-- key: source, published, indicator
create or replace view main.coverage as
select
    source,
    published,
    indicator,
    count(distinct article_url) as n_articles,
    count(*) as n_figures,
    count(*) filter (where role = 'target') as n_target_figures,
    count(*) filter (where role = 'achievement') as n_achievement_figures,
    -- decimals, for they sum to the same in any order
    round(avg(cast(confidence as decimal(18, 12))), 3) as mean_confidence
from main.figures
group by source, published, indicator;

comment on view main.coverage is 'What was read: articles and figures by source, day and indicator.';
comment on column main.coverage.n_target_figures is 'Number of figures that are targets.';
comment on column main.coverage.n_achievement_figures is 'Number of figures that are achievements.';
comment on column main.coverage.mean_confidence is 'Mean confidence of the figures.';
