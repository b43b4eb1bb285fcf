-- grain: one row per figure with an indicator or a programme that the lexicon lacks
-- severity: warn
select figures.figure_id, figures.indicator, figures.programme
from core.mention as figures
where
    figures.indicator is not null and figures.indicator not in (select indicator from core.indicator)
    or figures.programme is not null and figures.programme not in (select programme from core.programme)
