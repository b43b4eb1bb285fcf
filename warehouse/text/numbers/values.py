"""The value of a run of number tokens, computed once for each distinct surface."""

from __future__ import annotations

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.numbers.literals import dotted, literal_value
from warehouse.text.numbers.words import ATOMS, number_words

JOINT = " "
EXACT = 15
"""Significant digits that a float holds: products are rounded to them, so that 3.28 x 1e9 is 3280000000."""


def run_values(keys: pl.Series, lexicon: Lexicon) -> pl.DataFrame:
    """Value distinct runs (norms joined by a space): `key`, `value`, `if_thousands`, `tail_scale`, `shape`.

    `value` is null where the tokens make no number. `if_thousands` is the value if a lone point before three digits
    is a thousands point ("1.250"), else null. `tail_scale` is the product of the scale words at the end (1 without
    any). `shape` is the sequence of kinds ("digit scale").
    An atom is multiplied by every later scale that is larger than all scales between them: "2 سو 50 ہزار" is
    (2 x 100 + 50) x 1000, "3 ارب 20 کروڑ" is 3e9 + 20e7, "9.3 ہزار بلین" is 9.3e12.

    >>> from warehouse.lexicon import load_lexicon
    >>> keys = pl.Series(["4 ہزار 892 ارب", "ساڑھے تین لاکھ", "پچپن اعشاریہ تین", "سوا لاکھ"])
    >>> run_values(keys, load_lexicon())["value"].to_list()
    [4892000000000.0, 350000.0, 55.3, 125000.0]
    """
    words = (
        keys.unique(maintain_order=True)
        .to_frame("key")
        .with_columns(norm=pl.col("key").str.split(JOINT))
        .explode("norm")
        .join(number_words(lexicon), on="norm", how="left", maintain_order="left")
        .with_columns(i=pl.int_range(pl.len()).over("key"), digit=pl.col("norm").str.contains("^[0-9]"))
        .with_columns(
            nkind=pl.when("digit").then(pl.lit("digit")).otherwise(pl.col("nkind").fill_null("point")),
            nvalue=pl.when("digit").then(literal_value(pl.col("norm"))).otherwise(pl.col("nvalue").fill_null(0)),
            dotted=dotted(pl.col("norm")),
        )
    )
    shape = words.group_by("key", maintain_order=True).agg(
        shape=pl.col("nkind").str.join(" "),
        tail_scale=_tail_scale(),
        dotted=pl.col("dotted").any(),
        readable=(pl.col("nvalue").is_not_null()).all(),
    )
    totals = _totals(_atoms(words), words)
    return (
        shape.join(totals, on="key", how="left", maintain_order="left")
        .with_columns(value=pl.when("readable").then("value"))
        .with_columns(if_thousands=pl.when("dotted").then((pl.col("value") * 1000).round_sig_figs(EXACT)))
        .select("key", "value", "if_thousands", "tail_scale", "shape")
    )


def _tail_scale() -> pl.Expr:
    at_end = (pl.col("nkind") == "scale").reverse().cum_min().reverse()
    return pl.col("nvalue").filter(at_end).product()


def _atoms(words: pl.DataFrame) -> pl.DataFrame:
    """Bring the tokens of one atom together: plus words to their number, the digits after the point to one fraction."""
    position = pl.col("i")
    pointed = words.with_columns(
        _point=pl.when(pl.col("nkind") == "point").then(position).forward_fill().over("key"),
        _scale=pl.when(pl.col("nkind") == "scale").then(position).forward_fill().over("key"),
        _before=pl.col("nkind").shift(1).over("key"),
        _after=pl.col("nkind").shift(-1).over("key"),
    ).with_columns(
        tail=((pl.col("_point") > pl.col("_scale").fill_null(-1)) & (pl.col("nkind") != "point")).fill_null(False)
        & (pl.col("nkind") != "scale")
    )
    starts = (
        pl.col("nkind").is_in([*ATOMS, "plus", "times"])
        & ~pl.col("tail")
        & (pl.col("_before").fill_null("") != "plus")
        & ~(pl.col("nkind").is_in(["share", "vulgar"]) & pl.col("_before").fill_null("").is_in(["digit", "unit"]))
    ) | (pl.col("nkind").is_in(["scale", "point"]) & (pl.col("i") == 0))
    whole = pl.when(~pl.col("tail") & pl.col("nkind").is_in(["digit", "unit", "half", "times"])).then("nvalue")
    share = pl.when(pl.col("nkind") == "share").then("nvalue")
    plus = pl.when(pl.col("nkind").is_in(["plus", "vulgar"])).then("nvalue")
    # digits behind the point keep their zeros: "3 اعشاریہ 05"
    said = pl.when("digit").then("norm").otherwise(pl.col("nvalue").cast(pl.Int64, strict=False).cast(pl.String))
    decimals = pl.when(pl.col("tail")).then(said)
    return (
        pointed.with_columns(atom=starts.cum_sum().over("key"))
        .filter(pl.col("atom") > 0)
        .group_by("key", "atom", maintain_order=True)
        .agg(
            i=pl.col("i").min(),
            whole=whole.drop_nulls().first(),
            share=share.drop_nulls().first(),
            plus=plus.drop_nulls().first(),
            vulgar=(pl.col("nkind") == "vulgar").any(),
            decimals=decimals.drop_nulls().str.join(""),
            bare=(pl.col("nkind").first() == "scale"),
            unfinished=(pl.col("nkind").last() == "point"),
        )
        .with_columns(
            value=pl.when("unfinished")
            .then(None)
            .when("bare")
            .then(1.0)
            .when(pl.col("decimals") != "")
            .then(
                pl.concat_str(
                    pl.col("whole").fill_null(0).cast(pl.Int64, strict=False).cast(pl.String), pl.lit("."), "decimals"
                ).cast(pl.Float64, strict=False)
            )
            .when(pl.col("share").is_not_null())
            .then(pl.col("whole").fill_null(1.0) * pl.col("share"))
            # "سوا لاکھ" has no number of its own: one and a quarter; "پونے لاکھ" three quarters
            .when(pl.col("plus").is_not_null())
            .then(pl.col("whole").fill_null(pl.when("vulgar").then(0.0).otherwise(1.0)) + pl.col("plus"))
            .otherwise("whole")
        )
        .select("key", "i", "value")
    )


def _totals(atoms: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    scales = words.filter(pl.col("nkind") == "scale").select("key", j="i", scale="nvalue")
    multipliers = (
        atoms.select("key", "i")
        .join(scales, on="key")
        .filter(pl.col("j") >= pl.col("i"))
        .sort("key", "i", "j")
        .filter((pl.col("scale") > pl.col("scale").cum_max().shift(1).over("key", "i")).fill_null(True))
        .group_by("key", "i")
        .agg(multiplier=pl.col("scale").product())
    )
    return (
        atoms.join(multipliers, on=["key", "i"], how="left")
        .with_columns(part=pl.col("value") * pl.col("multiplier").fill_null(1.0))
        .group_by("key")
        .agg(
            value=pl.when(pl.col("part").is_null().any())
            .then(None)
            .otherwise(pl.col("part").sum().round_sig_figs(EXACT))
        )
    )
