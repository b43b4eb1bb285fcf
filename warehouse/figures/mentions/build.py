"""Put the steps from tokens to mentions together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from warehouse.figures.mentions.comparators import with_comparator
from warehouse.figures.mentions.currency import with_money
from warehouse.figures.mentions.denominators import with_every, with_per
from warehouse.figures.mentions.doubt import believed
from warehouse.figures.mentions.links import joined, with_links
from warehouse.figures.mentions.units import with_listed_unit, with_parts, with_sign, with_units
from warehouse.lexicon import Lexicon
from warehouse.text.numbers import number_runs

PARAGRAPH: Final = ["article_id", "p"]
HEADLINE: Final = -1

MENTION_COLUMNS: Final = [
    *["m", "article_id", "p", "sent", "clause", "t_start", "t_end", "char_start", "char_end"],
    *["key", "value", "value_high", "out_of", "unit", "unit_written", "unit_at", "per", "comparator", "tail_scale"],
    *["result_of_pair", "target_of_pair"],
]


@dataclass(frozen=True)
class Mentions:
    """Numbers that measure something, numbers that cannot be believed, and numbers that are something else.

    `mentions`: `m` (row), the span columns, `value`, `value_high`, `out_of`, `unit`, `per`, `comparator`, `tail_scale`,
    `result_of_pair`, `target_of_pair`. `quarantine`: span columns and `reason`. `rejected`: span columns and `kind`.
    """

    mentions: pl.DataFrame
    quarantine: pl.DataFrame
    rejected: pl.DataFrame


def read_mentions(tokens: pl.DataFrame, taken: pl.DataFrame, lexicon: Lexicon) -> Mentions:
    """Read every number of the paragraphs that no other reading has `taken`."""
    body = tokens.filter(pl.col("p") != HEADLINE)
    runs = number_runs(body, taken, lexicon)
    measured = with_parts(with_units(runs, body, taken, lexicon))
    named, rejected = _rejected(measured)
    signed = with_listed_unit(with_sign(named, body, lexicon), body, lexicon)
    linked = joined(with_links(with_every(signed, body, lexicon), body, lexicon))
    numbers = with_money(linked.drop("m").with_row_index("m"), body, lexicon)
    compared = with_comparator(with_per(numbers, body, lexicon), body, lexicon)
    good, quarantine = believed(compared, body, lexicon)
    scores = good.filter("score").with_columns(kind=pl.lit("score"))
    spans = [*PARAGRAPH, "sent", "t_start", "t_end", "char_start", "char_end"]
    return Mentions(
        mentions=good.filter(~pl.col("score")).select(*MENTION_COLUMNS),
        quarantine=quarantine.select(*spans, "reason"),
        rejected=pl.concat([rejected.select(*spans, "kind"), scores.select(*spans, "kind")]),
    )


def _rejected(numbers: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Part real numbers from words that only look like numbers; a unit beside it proves a doubtful one."""
    proven = (pl.col("proof") == "unit").fill_null(False) & pl.col("unit").is_not_null()
    classed = numbers.with_columns(kind=pl.when(~proven).then("doubt")).drop("proof")
    return classed.filter(pl.col("kind").is_null()).drop("kind"), classed.filter(pl.col("kind").is_not_null())
