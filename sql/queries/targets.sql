-- grain: one row per target, as a person reads them: by place, indicator and end
select
    tva.*,
    indicator.name_en as indicator_en,
    indicator.name_ur as indicator_ur,
    place.name_ur as place_ur,
    target_figure.sentence as target_sentence,
    target_figure.article_url as target_url,
    achieved_figure.sentence as achieved_sentence,
    achieved_figure.article_url as achieved_url
from main.targets_vs_achievements as tva
left join main.dim_indicator as indicator using (indicator)
left join main.dim_place as place using (place_id)
left join main.figures as target_figure on target_figure.figure_id = tva.target_figure_id
left join main.figures as achieved_figure on achieved_figure.figure_id = tva.achieved_figure_id
order by tva.place, tva.indicator, tva.period_end nulls last, tva.target_id;
