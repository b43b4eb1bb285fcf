-- grain: one row per programme
-- question: What share of the targets that are over was met, programme by programme?
select
    target.programme,
    programme.name_en,
    count(*) filter (where target.status = 'met') as n_met,
    count(*) filter (where target.status = 'missed') as n_missed,
    round(100.0 * count(*) filter (where target.status = 'met') / count(*), 1) as met_percent
from targets_vs_achievements as target
left join dim_programme as programme using (programme)
where target.status in ('met', 'missed') and target.period_end < target.as_of
group by target.programme, programme.name_en
order by met_percent, target.programme;
