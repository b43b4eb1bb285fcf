-- grain: one row per share beyond 100 % (or below nothing) that its indicator does not allow
-- severity: warn
select figures.figure_id, figures.mention, figures.value, figures.indicator, figures.role
from core.mention as figures
left join core.indicator as indicator using (indicator)
where
    figures.unit = 'percent'
    and figures.role in ('target', 'achievement')
    and (
        figures.value > 100 and (indicator.whole is not null or indicator.default_basis = 'stock')
        or figures.value < 0 and coalesce(indicator.default_basis, 'stock') = 'stock'
        or abs(figures.value) > 1000
    )
