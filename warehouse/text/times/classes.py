"""The class and value of each token that can stand in a time expression."""

from __future__ import annotations

import re
from functools import partial
from typing import Any, Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.fold import folded, norm
from warehouse.text.numbers.words import number_words
from warehouse.text.phrases import SPLIT
from warehouse.text.times.grammar import INSIDE, SENTENCE, cut

WORDS: Final = ("times/calendar.toml", "times/words.toml")

DIGIT_CLASSES: Final = (
    "year", "n12", "n31", "n99", "int", "dec", "big", "dotted", "frac", "scale", "ordinal",
    "slash", "dash", "colon", "comma", "open", "close", "dot",
)  # fmt: skip

_END: Final = "\x1f"
_YEAR: Final = r"^(?:19|20)[0-9]{2}$"
_DOTTED: Final = r"^[0-3]?[0-9]\.[01]?[0-9]\.(?:19|20)[0-9]{2}$"
_SIGNS: Final = {"/": "slash", "-": "dash", "،": "comma", ",": "comma", "(": "open", ")": "close", ".": "dot"}


def vocabulary(lexicon: Lexicon) -> pl.DataFrame:
    """Return the words of time as a frame: `key` (norms, each closed by a separator), `cls`, `value`."""
    return lexicon.derived("time_vocabulary", _vocabulary)


def class_names(lexicon: Lexicon) -> list[str]:
    """List every class a token can have."""
    return [*DIGIT_CLASSES, *dict.fromkeys(name for file in WORDS for name in lexicon.table(file))]


def classed(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add `cls` (the name, `_` inside a phrase, null outside all classes) and `value` to the tokens.

    Only sentences with a word of time, a year or a dotted date are kept: the rest have no time expression.
    """
    rows = _narrowed(tokens, lexicon).with_columns(_key=pl.col("norm").str.replace_all(_END, " ", literal=True) + _END)
    if rows.is_empty():
        return rows.with_columns(cls=pl.lit(None, pl.String), value=pl.lit(None, pl.Int64)).drop("_key")
    words = vocabulary(lexicon)
    phrases = words.filter(pl.col("key").str.count_matches(_END) > 1).sort(
        pl.col("key").str.len_chars(), descending=True
    )
    pattern = "|".join([*map(re.escape, phrases["key"]), f"[^{_END}]*{_END}"])
    first = pl.col("seg") != pl.col("seg").shift(1)
    return (
        cut(rows, "_key", pattern, pl.col("piece").str.count_matches(_END))
        .join(words, left_on="piece", right_on="key", how="left", maintain_order="left")
        .with_columns(_word=pl.col("cls"))
        .with_columns(
            cls=pl.when(pl.col("_word").is_null() | first.fill_null(True)).then("cls").otherwise(pl.lit(INSIDE))
        )
        .join(_small_numbers(lexicon), on="norm", how="left", maintain_order="left")
        .with_columns(cls=pl.coalesce("cls", "_ncls"), value=pl.coalesce("value", "_nvalue"))
        .drop("_key", "_word", "_ncls", "_nvalue", "seg", "piece")
        .pipe(_digits, lexicon)
    )


def _vocabulary(lexicon: Lexicon) -> pl.DataFrame:
    rows = [
        {"phrase": phrase, "cls": name, "value": int(value)}
        for file in WORDS
        for name, table in lexicon.table(file).items()
        for value, phrases in table.items()
        for phrase in phrases
    ]
    frame = pl.DataFrame(rows, schema={"phrase": pl.String, "cls": pl.String, "value": pl.Int64})
    words = norm(folded(pl.col("phrase"), lexicon)).str.extract_all(SPLIT)
    return frame.select(key=words.list.join(_END) + _END, cls="cls", value="value").unique(
        "key", keep="first", maintain_order=True
    )


def _seeds(lexicon: Lexicon) -> pl.Series:
    """List the longest word of each phrase: a sentence without one has none of the phrases."""
    weak = [
        "ki",
        "se",
        "mein",
        "tak",
        "ko",
        "and",
        "more",
        "percent",
        "none",
        "ord",
        "times",
        "rest",
        "nth",
        "only",
        "after",
    ]
    words = pl.col("key").str.strip_chars_end(_END).str.split(_END)
    longest = words.list.get(words.list.eval(pl.element().str.len_chars()).list.arg_max())
    return vocabulary(lexicon).filter(~pl.col("cls").is_in(weak)).select(longest.unique()).to_series()


def _narrowed(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    seeds = lexicon.derived("time_seeds", _seeds)
    glued_colon = (pl.col("norm") == ":") & ~pl.col("gap") & (pl.col("char_start") > 0)
    seed = (
        pl.col("norm").is_in(seeds.implode())
        | pl.col("norm").str.contains(_YEAR)
        | pl.col("norm").str.contains(_DOTTED)
        | glued_colon
    )
    return tokens.join(tokens.filter(seed).select(SENTENCE).unique(), on=SENTENCE, how="semi", maintain_order="left")


def _small_numbers(lexicon: Lexicon) -> pl.DataFrame:
    return lexicon.derived("time_small_numbers", _number_classes)


def _number_classes(lexicon: Lexicon) -> pl.DataFrame:
    words = number_words(lexicon)
    units = words.filter(pl.col("nkind") == "unit").select("norm", _nvalue=pl.col("nvalue").cast(pl.Int64))
    ordinals = [
        units.select(norm=pl.col("norm") + ending, _nvalue="_nvalue", _ncls=pl.lit("ordinal"))
        for ending in lexicon.table("times/words.toml")["nth"]["0"]
    ]
    named = {"half": "frac", "plus": "frac", "scale": "scale", "times": "times"}
    others = words.filter(pl.col("nkind").is_in(list(named))).select(
        "norm",
        _nvalue=pl.col("nvalue").cast(pl.Int64, strict=False),
        _ncls=pl.col("nkind").replace_strict(named, default=None),
    )
    sized = units.with_columns(_ncls=_size(pl.col("_nvalue")))
    return pl.concat([sized, others, *ordinals]).unique("norm", keep="first", maintain_order=True)


def _size(value: pl.Expr) -> pl.Expr:
    return (
        pl.when(value.is_between(1, 12))
        .then(pl.lit("n12"))
        .when(value.is_between(13, 31))
        .then(pl.lit("n31"))
        .when(value < 100)
        .then(pl.lit("n99"))
        .otherwise(pl.lit("int"))
    )


def _digits(rows: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    key = pl.col("norm")
    whole = key.str.contains(r"^[0-9]{1,9}$")
    value = pl.when(whole).then(key).cast(pl.Int64, strict=False)
    parts = key.str.split(".")
    dotted = (
        parts.list.get(2, null_on_oob=True).cast(pl.Int64, strict=False) * 10_000
        + parts.list.get(1, null_on_oob=True).cast(pl.Int64, strict=False) * 100
        + parts.list.get(0, null_on_oob=True).cast(pl.Int64, strict=False)
    )
    is_dotted = key.str.contains(_DOTTED)
    cls = (
        pl.when(pl.col("kind") != "digit")
        .then("cls")
        .when(_in_document())
        .then(None)
        .when(is_dotted)
        .then(pl.lit("dotted"))
        .when(key.str.contains(_YEAR) & _is_year(lexicon))
        .then(pl.lit("year"))
        .when(whole)
        .then(_size(value))
        .when(key.str.contains(r"^[0-9]+[.,][0-9]{1,2}$"))
        .then(pl.lit("dec"))
        .otherwise(pl.lit("big"))
    )
    return rows.with_columns(
        cls=cls,
        value=pl.when(pl.col("kind") != "digit").then("value").when(is_dotted).then(dotted).otherwise(value),
    ).with_columns(cls=pl.coalesce("cls", _sign()))


def _near(step: int, column: str = "norm") -> pl.Expr:
    return pl.col(column).shift(-step).over(SENTENCE)


def _glued(step: int) -> pl.Expr:
    """Tell whether the token `step` ahead stands right behind the one before it."""
    return ~_near(step, "gap").fill_null(True)


def _in_document() -> pl.Expr:
    """Flag digits glued to a slash and Latin letters ("07/2021/ND-CP", a URL): a document, never a time."""
    joint = (pl.col("norm") == "/") & ~pl.col("gap") & _glued(1) & (_near(1, "kind") == "latin")
    run = pl.col("gap").fill_null(True).cum_sum().over(SENTENCE)
    return joint.fill_null(False).any().over([*SENTENCE, run])


def _is_year(lexicon: Lexicon) -> pl.Expr:
    context: dict[str, Any] = lexicon.table("times/context.toml")
    within = partial(_one_of, lexicon)
    following, before = _near(1), _near(-1)
    pair = pl.concat_str(_near(1), _near(2), separator=" ")
    yearlike = partial(lambda step: _near(step).str.contains(_YEAR).fill_null(False))
    counted = within(pair, context["counts"])
    apart = following.is_null() | ((_near(1, "kind") == "punct") & ~within(following, ["%", "$", "/"]))
    listed = within(following, lexicon.table("times/words.toml")["and"]["0"]) & yearlike(2)
    timed = following.is_in(_time_words(lexicon).implode())
    titled = within(before, context["titled"]) | (
        (_near(-1, "kind") == "latin")
        & (
            within(_near(-2), context["titled"])
            | ((_near(-2, "kind") == "latin") & within(_near(-3), context["titled"]))
        )
    )
    paired = (before == "-") & yearlike(-2) & (following != "%")
    slashed = (following == "/") | (before == "/")
    money = within(before, context["money"]) | within(following, context["money"])
    admitted = (
        (within(following, context["followers"]) | apart | listed | timed) & ~counted
        | titled
        | paired
        | slashed
        | within(before, context["leaders"])
    )
    return admitted.fill_null(False) & ~money.fill_null(False)


def _one_of(lexicon: Lexicon, key: pl.Expr, phrases: list[str]) -> pl.Expr:
    words = pl.Series(phrases).to_frame("w").select(norm(folded(pl.col("w"), lexicon))).to_series()
    return key.is_in(words.implode()).fill_null(False)


def _time_words(lexicon: Lexicon) -> pl.Series:
    """List first words of classes that may follow a year ("2024 تیسری سہ ماہی"), nouns of units left out."""
    after = ["month", "quarter", "half", "ord", "q", "base", "before", "decade", "hijra", "bc", "within", "same"]
    firsts = pl.col("key").str.split(_END).list.first()
    return vocabulary(lexicon).filter(pl.col("cls").is_in(after)).select(firsts.unique()).to_series()


def _sign() -> pl.Expr:
    sign = pl.col("norm").replace_strict(_SIGNS, default=None, return_dtype=pl.String)
    glued = ~pl.col("gap") & _glued(1)
    hour = _near(-1).str.contains(r"^(?:[01]?[0-9]|2[0-4])$").fill_null(False)
    minute = _near(1).str.contains(r"^[0-5][0-9]$").fill_null(False)
    return (
        pl.when((pl.col("norm") == ":") & glued & hour & minute)
        .then(pl.lit("colon"))
        .when((sign == "slash") & ~glued)
        .then(None)
        .otherwise(sign)
    )
