-- grain: one row per indicator of a target and indicator of a result that may count against it
create or replace view core.related_indicator as
select
    indicator as target_indicator,
    unnest(met_by) as result_indicator,
    generate_subscripts(met_by, 1) as indicator_rank
from core.indicator
union all
-- what was paid out of a plan's money, as texts state it
select 'capital.planned', 'capital.disbursement_rate', 99;

comment on view core.related_indicator is 'Which indicators'' results count against which indicator''s targets, and which before which.';
comment on column core.related_indicator.target_indicator is 'Indicator of the target.';
comment on column core.related_indicator.result_indicator is 'Indicator of the result.';
