"""One row a number in the text: its span, its value, how it was written."""

from __future__ import annotations

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.numbers.values import JOINT, run_values
from warehouse.text.numbers.words import PARAGRAPH, number_tokens


def number_runs(tokens: pl.DataFrame, taken: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find every number of the token frame that is not `taken`.

    Columns: `article_id`, `p`, `sent`, `clause`, `t_start`, `t_end` (exclusive), `char_start`, `char_end`, `key`,
    `value` (null: malformed), `if_thousands`, `tail_scale`, `shape`, `word` (written without digits), `bare` (scale
    words alone), `doubt` (why a word that has another meaning was not admitted as a number, else null).
    """
    runs = (
        number_tokens(tokens, taken, lexicon)
        .group_by("run", maintain_order=True)
        .agg(
            *[pl.col(name).first() for name in [*PARAGRAPH, "sent", "clause", "char_start"]],
            t_start=pl.col("t").first(),
            t_end=pl.col("t").last() + 1,
            char_end=pl.col("char_end").last(),
            key=pl.col("norm").str.replace_all(r"\s", "").str.join(JOINT),
            word=(pl.col("nkind") != "digit").all(),
            care=pl.col("care").first().fill_null(""),
            tokens=pl.len(),
            next_kind=pl.col("next_kind").last(),
            next_is_punct=pl.col("next_is_punct").last(),
            counts=pl.col("counts").last(),
            in_list=pl.col("in_list").first(),
        )
    )
    valued = runs.join(run_values(runs["key"], lexicon), on="key", how="left", maintain_order="left")
    alone = pl.col("tokens") == 1
    return valued.with_columns(
        bare=pl.col("shape").str.contains(r"^scale( scale)*$"),
        doubt=pl.when(pl.col("shape").str.contains(r"^(plus|point)$|point$|plus$"))
        .then(pl.lit("no number"))
        .when(alone & (pl.col("care") == "article"))
        .then(pl.lit("article"))
        .when(alone & (pl.col("care") == "verb") & pl.col("next_is_punct"))
        .then(pl.lit("verb"))
        .when(alone & (pl.col("care") == "list") & ~pl.col("in_list") & ~pl.col("counts"))
        .then(pl.lit("homograph")),
    ).drop("run", "care", "tokens", "next_kind", "next_is_punct", "counts", "in_list")
