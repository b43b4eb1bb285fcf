"""What a number is measured in: the unit beside it, and its parts ("263 روپے 45 پیسے")."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.phrases import longest, occurrences, table_phrases

PARAGRAPH: Final = ["article_id", "p"]


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


def with_units(runs: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Give each number the unit written beside it and widen its span over it.

    Adds `unit` (null: none written), `unit_at` (after, before), `number_start`, `number_end` (without the unit).
    A unit between two numbers belongs to the one before it, unless it is glued to the one after ("VND412").
    """
    found = longest(occurrences(tokens, unit_forms(lexicon), on="norm"))
    after = found.select(
        *PARAGRAPH, t_end="t_start", unit_after="unit", sub="sub", end_after="t_end", char_after="char_end"
    )
    glued = tokens.select(*PARAGRAPH, t_start="t", spaced="gap")
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
    sided = (
        runs.join(after, on=[*PARAGRAPH, "t_end"], how="left", maintain_order="left")
        .join(before, on=[*PARAGRAPH, "t_start"], how="left", maintain_order="left")
        .join(glued, on=[*PARAGRAPH, "t_start"], how="left", maintain_order="left")
        .sort(*PARAGRAPH, "t_start")
    )
    # the unit before is free unless the number before it has taken it as its own
    taken_by_previous = (pl.col("end_after").shift(1) == pl.col("t_start")).over(PARAGRAPH).fill_null(False)
    use_before = pl.col("unit_before").is_not_null() & (~taken_by_previous | ~pl.col("spaced"))
    sided = sided.with_columns(use_before=use_before).with_columns(
        use_after=pl.col("unit_after").is_not_null()
        & ~(pl.col("use_before").shift(-1, fill_value=False) & (pl.col("start_before").shift(-1) == pl.col("t_end")))
        .over(PARAGRAPH)
        .fill_null(False)
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
    )


def with_parts(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add small coins to the amount before them: "263 روپے 45 پیسے" is one figure of 263.45."""
    part = (
        pl.col("sub").is_not_null()
        & (pl.col("t_start") == pl.col("t_end").shift(1))
        & (pl.col("unit") == pl.col("unit").shift(1))
    )
    marked = numbers.with_columns(_part=part.over(PARAGRAPH).fill_null(False))
    following = pl.col("_part").shift(-1, fill_value=False).over(PARAGRAPH)
    rest = (pl.col("value") * pl.col("sub")).shift(-1).over(PARAGRAPH)
    whole = marked.with_columns(
        value=pl.when(following).then(pl.col("value") + rest).otherwise("value"),
        char_end=pl.when(following).then(pl.col("char_end").shift(-1).over(PARAGRAPH)).otherwise("char_end"),
        t_end=pl.when(following).then(pl.col("t_end").shift(-1).over(PARAGRAPH)).otherwise("t_end"),
        # "ایک روپیہ پندرہ پیسے": the coins prove that the word is a number
        doubt=pl.when(following).then(None).otherwise("doubt"),
    )
    return (
        whole.filter(~pl.col("_part"))
        .with_columns(
            value=pl.when(pl.col("sub").is_not_null()).then(pl.col("value") * pl.col("sub")).otherwise("value")
        )
        .drop("_part", "sub")
    )
