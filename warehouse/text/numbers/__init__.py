"""Read numbers: digits in every script and grouping, words, scales and their compounds."""

from warehouse.text.numbers.runs import number_runs
from warehouse.text.numbers.values import EXACT
from warehouse.text.numbers.words import counted_stems, number_forms

__all__ = ["EXACT", "counted_stems", "number_forms", "number_runs"]
