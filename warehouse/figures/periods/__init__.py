"""Give each figure its period from the time expressions round it, by the rules of annotation.md."""

from warehouse.figures.periods.assign import governors, with_period

__all__ = ["governors", "with_period"]
