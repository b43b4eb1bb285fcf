"""Read numbers: digits in every script and grouping, words, scales and their compounds."""

from warehouse.text.numbers.runs import number_runs

__all__ = ["number_runs"]
