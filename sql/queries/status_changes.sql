-- grain: one row per published object that changed with the release that is open
select releases.object, releases.n_rows, releases.n_added, releases.n_changed, releases.n_withdrawn
from main.releases as releases
inner join (
    select release_id from core.release where status = 'published' order by created_at desc, release_id desc limit 1
) as newest using (release_id)
where releases.n_added + releases.n_changed + releases.n_withdrawn > 0
order by releases.object;
