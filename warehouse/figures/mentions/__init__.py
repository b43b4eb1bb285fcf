"""From numbers to mentions: units, ranges, fractions, comparators, denominators."""

from warehouse.figures.mentions.build import Mentions, read_mentions

__all__ = ["Mentions", "read_mentions"]
