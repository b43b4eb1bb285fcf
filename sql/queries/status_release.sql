-- grain: one row: the release that is open, and what it holds
select
    release.release_id,
    release.created_at,
    release.content_hash,
    release.extractor_version,
    as_of.as_of,
    (select count(*) from core.article where not withdrawn) as n_articles,
    (select count(*) from main.figures) as n_figures,
    (select count(*) from main.quarantine) as n_quarantined,
    (select count(*) from main.milestones) as n_milestones,
    (select count(*) from main.observations) as n_observations,
    (select count(*) from main.targets_vs_achievements) as n_targets,
    (select count(*) from main.targets_vs_achievements where status <> 'no_result') as n_targets_with_result
from core.release as release
cross join core.as_of as as_of
where release.status = 'published'
order by release.created_at desc, release.release_id desc
limit 1;
