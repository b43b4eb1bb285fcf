"""One row a number in the text: its span, its value, how it was written."""

from __future__ import annotations

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.numbers.homographs import doubt
from warehouse.text.numbers.values import JOINT, run_values
from warehouse.text.numbers.words import PARAGRAPH, number_tokens
from warehouse.text.rows import changes

_FIRST = ["care", "before_1", "before_2", "number_before_3", "number_before_4", "in_list"]
_LAST = ["after_1", "after_2", "after_3", "number_after_1", "number_after_2", "stem_after", "punct_after", "counts"]


def number_runs(tokens: pl.DataFrame, taken: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find every number of the token frame that is not `taken`.

    Columns: `article_id`, `p`, `sent`, `clause`, `t_start`, `t_end` (exclusive), `char_start`, `char_end`, `key`,
    `value` (null: malformed), `if_thousands`, `tail_scale`, `shape`, `word` (written without digits), `bare` (scale
    words alone), `base` (row of the paragraph's first token in `tokens`, for `token_at`), `paragraph` and `sentence`
    (ids, for `following`), `doubt` (why a word that has another meaning was not admitted as a number, else null),
    `proof` (what clears that doubt: a unit, or null).
    """
    numbers = number_tokens(tokens, taken, lexicon)
    # a run is a stretch of rows: its first and last rows are taken by position, most runs have one token
    first = (numbers["run"] != numbers["run"].shift(1)).fill_null(True)
    last = (numbers["run"] != numbers["run"].shift(-1)).fill_null(True)
    begins, ends = numbers.filter(first), numbers.filter(last)
    runs = begins.select(*PARAGRAPH, "sent", "clause", "run", "char_start", "base", *_FIRST, t_start="t").with_columns(
        *ends.select(*_LAST, "char_end", t_end=pl.col("t") + 1).iter_columns()
    )
    keys = numbers.select("run", key=pl.col("norm").str.replace_all(r"\s", ""), word=pl.col("nkind") != "digit")
    single = first & last
    several = keys.filter(~single).group_by("run").agg(pl.col("key").str.join(JOINT), pl.col("word").all())
    joined = pl.concat([keys.filter(single), several])
    whole = runs.join(joined, on="run", how="left", maintain_order="left").with_columns(
        alone=(pl.col("t_end") - pl.col("t_start")) == 1
    )
    valued = whole.join(run_values(whole["key"], lexicon), on="key", how="left", maintain_order="left")
    named = valued.with_columns(bare=pl.col("shape").str.contains(r"^scale( scale)*$"))
    return named.with_columns(**doubt(lexicon), paragraph=changes("base"), sentence=changes("base", "sent")).drop(
        "run", "alone", *_FIRST, *_LAST
    )
