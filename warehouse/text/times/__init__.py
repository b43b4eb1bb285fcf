"""Read times: dates, years, plan periods, relative times, durations, ages and clock times, as typed intervals."""

from warehouse.text.times.spans import TIMES, time_spans

__all__ = ["TIMES", "time_spans"]
