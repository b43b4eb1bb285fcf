-- grain: one row: figures, numbers in quarantine and milestones that came in with the articles that were stored
select
    (select count(*) from staged_corrected where list_contains(loaded.urls, article_url)) as n_figures,
    (select count(*) from staged_quarantined where list_contains(loaded.urls, article_url)) as n_quarantined,
    (select count(*) from staged_milestone where list_contains(loaded.urls, article_url)) as n_milestones
from (select cast(? as varchar[]) as urls) as loaded;
