"""What a number is measured in: the unit beside it, and its parts ("263 روپے 45 پیسے")."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.phrases import longest, occurrences, table_phrases
from warehouse.text.rows import following, preceding, token_at

PARAGRAPH: Final = ["article_id", "p"]

_LISTED: Final = 6
"""Words from one item of a list to the number of the next."""


def unit_forms(lexicon: Lexicon) -> pl.DataFrame:
    """Return the unit phrases of `units.toml`: `unit`, `before` (may stand before), `sub` (share of the unit)."""

    def build(lexicon: Lexicon) -> pl.DataFrame:
        rows: list[dict[str, Any]] = []
        for unit in lexicon.table("units.toml")["unit"]:
            before = unit.get("side", "after") != "after"
            rows += [{"phrase": form, "unit": unit["code"], "before": before, "sub": None} for form in unit["forms"]]
            rows += [
                {"phrase": form, "unit": unit["code"], "before": False, "sub": float(unit["sub"])}
                for form in unit.get("subforms", [])
            ]
        frame = pl.DataFrame(rows, schema_overrides={"sub": pl.Float64})
        return table_phrases(frame.to_dicts(), lexicon, on="norm").drop("phrase")

    return lexicon.derived("unit_forms", build)


def with_units(runs: pl.DataFrame, tokens: pl.DataFrame, taken: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Give each number the unit written beside it and widen its span over it.

    Adds `unit` (null: none written), `unit_at` (after, before), `number_start`, `number_end` (without the unit).
    `taken` (`t`) are the tokens that another reading has: a unit is none of them.
    A unit between two numbers belongs to the one before it, unless it is glued to the one after ("VND412").
    """
    found = longest(occurrences(tokens, unit_forms(lexicon), on="norm"))
    # "وان ین 46 مصنوعات": what belongs to a name is no yen
    found = found.join(
        taken, left_on=[*PARAGRAPH, "t_start"], right_on=[*PARAGRAPH, "t"], how="anti", maintain_order="left"
    )
    after = found.select(
        *PARAGRAPH, t_end="t_start", unit_after="unit", sub="sub", end_after="t_end", char_after="char_end"
    )
    before = found.filter("before").select(
        *PARAGRAPH, t_start="t_end", unit_before="unit", start_before="t_start", char_before="char_start"
    )
    # a detached exponent is part of the unit, not a number of its own: "47.6 کلومیٹر 2"
    inside = found.filter(pl.col("t_end") - pl.col("t_start") > 1).select(*PARAGRAPH, t_start=pl.col("t_end") - 1)
    measured_by = found.join(runs.select(*PARAGRAPH, t_start="t_end"), on=[*PARAGRAPH, "t_start"], how="semi")
    exponents = inside.join(
        measured_by.select(*PARAGRAPH, t_start=pl.col("t_end") - 1), on=[*PARAGRAPH, "t_start"], how="semi"
    )
    runs = runs.join(exponents, on=[*PARAGRAPH, "t_start"], how="anti", maintain_order="left")
    sided = runs.join(after, on=[*PARAGRAPH, "t_end"], how="left", maintain_order="left").join(
        before, on=[*PARAGRAPH, "t_start"], how="left", maintain_order="left"
    )
    sided = sided.with_columns(
        spaced=token_at(tokens, sided["base"], sided["t_start"], "gap"),
        unit_spaced=token_at(tokens, sided["base"], sided["start_before"], "gap"),
    )
    # the unit before is free unless the number before it has taken it as its own
    taken_by_previous = (preceding("end_after", "paragraph") == pl.col("t_start")).fill_null(False)
    use_before = pl.col("unit_before").is_not_null() & (
        ~taken_by_previous | (~pl.col("spaced") & pl.col("unit_spaced"))
    )
    sided = sided.with_columns(use_before=use_before).with_columns(
        use_after=pl.col("unit_after").is_not_null()
        & ~(
            following("use_before", "paragraph") & (following("start_before", "paragraph") == pl.col("t_end"))
        ).fill_null(False)
    )
    return sided.with_columns(
        number_start="t_start",
        number_end="t_end",
        unit=pl.when("use_after").then("unit_after").when("use_before").then("unit_before"),
        sub=pl.when("use_after").then("sub"),
        unit_at=pl.when("use_after").then(pl.lit("after")).when("use_before").then(pl.lit("before")),
        t_end=pl.when("use_after").then("end_after").otherwise("t_end"),
        char_end=pl.when("use_after").then("char_after").otherwise("char_end"),
        t_start=pl.when("use_before").then("start_before").otherwise("t_start"),
        char_start=pl.when("use_before").then("char_before").otherwise("char_start"),
    ).drop(
        "unit_after",
        "unit_before",
        "end_after",
        "char_after",
        "start_before",
        "char_before",
        "use_after",
        "use_before",
        "spaced",
        "unit_spaced",
    )


def with_parts(numbers: pl.DataFrame) -> pl.DataFrame:
    """Bring amounts told in two parts together: "263 روپے 45 پیسے", "5 ارب روپے 20 کروڑ", "71 بلین VND 355 ملین"."""
    touching = pl.col("t_start") == preceding("t_end", "paragraph")
    coins = pl.col("sub").is_not_null() & (pl.col("unit") == pl.col("unit").shift(1))
    money = pl.col("unit").shift(1).str.contains("^[A-Z]{3}$") & (pl.col("unit").shift(1) == pl.col("unit")).fill_null(
        True
    )
    scaled = (pl.col("tail_scale") > 1) & (pl.col("value") < pl.col("tail_scale").shift(1))
    # the scale of the first part is larger than the whole second part, so nothing is counted twice
    smaller = money & scaled & (pl.col("unit_at").fill_null("after") == "after")
    marked = numbers.with_columns(_part=(touching & (coins | smaller)).fill_null(False))
    has_rest = pl.col("_part").shift(-1, fill_value=False)
    rest = (pl.col("value") * pl.col("sub").fill_null(1.0)).shift(-1)
    whole = marked.with_columns(
        value=pl.when(has_rest).then(pl.col("value") + rest).otherwise("value"),
        char_end=pl.when(has_rest).then(pl.col("char_end").shift(-1)).otherwise("char_end"),
        t_end=pl.when(has_rest).then(pl.col("t_end").shift(-1)).otherwise("t_end"),
        # "ایک روپیہ پندرہ پیسے": the coins prove that the word is a number
        doubt=pl.when(has_rest).then(None).otherwise("doubt"),
    )
    return (
        whole.filter(~pl.col("_part"))
        .with_columns(
            value=pl.when(pl.col("sub").is_not_null()).then(pl.col("value") * pl.col("sub")).otherwise("value")
        )
        .drop("_part", "sub")
    )


def with_sign(numbers: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Take a sign before the number into its mention: "-0.4 فیصد", "منفی 12", "+8.02%"; a minus makes it negative.

    A hyphen is a sign only where white space stands before it and none behind it.
    """
    rule = lexicon.table("grammar.toml")["sign"]
    at = partial(token_at, tokens, numbers["base"])
    t = numbers["t_start"]
    marked = numbers.with_columns(
        _sign=at(t - 1, "norm"),
        _sign_start=at(t - 1, "char_start"),
        _apart=at(t - 1, "gap") | at(t - 2, "norm").is_in(["(", "["]),
        _glued=~at(t, "gap"),
    )
    dash = pl.col("_sign").is_in(["-", "+"])
    signed = pl.col("_sign").is_in(rule["minus"] + rule["plus"]) & (~dash | (pl.col("_apart") & pl.col("_glued")))
    signed = signed.fill_null(False)
    return marked.with_columns(
        value=pl.when(signed & pl.col("_sign").is_in(rule["minus"])).then(-pl.col("value")).otherwise("value"),
        t_start=pl.when(signed).then(pl.col("t_start") - 1).otherwise("t_start").cast(pl.Int32),
        char_start=pl.when(signed).then("_sign_start").otherwise("char_start"),
    ).drop("_sign", "_sign_start", "_apart", "_glued")


def with_listed_unit(numbers: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Give a bare decimal that closes its item the unit of the item before: "ہائی فونگ 12.7 فیصد؛ Can Tho 11.2؛"."""
    grammar = lexicon.table("grammar.toml")
    follows = token_at(tokens, numbers["base"], numbers["t_end"], "norm")
    closes = follows.is_in([*grammar["list_separators"], ")", "۔", "."]).fill_null(True)
    marked = numbers.with_columns(_closes=closes)
    decimal = (pl.col("value") % 1 != 0) & (pl.col("value") < 100) & (pl.col("tail_scale") == 1)
    near = pl.col("t_start") - preceding("t_end", "sentence") <= _LISTED
    before = preceding("unit", "sentence")
    bare = pl.col("unit").is_null() & pl.col("_closes") & decimal & near & (before == "percent")
    return marked.with_columns(unit=pl.when(bare.fill_null(False)).then(before).otherwise("unit")).drop("_closes")
