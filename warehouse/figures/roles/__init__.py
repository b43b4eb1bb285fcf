"""Role of each figure: target, achievement, attainment, change or context."""

from warehouse.figures.roles.decide import with_context, with_role
from warehouse.figures.roles.governing import with_cues

__all__ = ["with_context", "with_cues", "with_role"]
