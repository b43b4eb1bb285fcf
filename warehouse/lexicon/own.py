"""Check an analyst's own lexicon files against the shipped ones: a mistake is named, never silently without effect."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any, Final

from warehouse.errors import UsageError, near_miss
from warehouse.lexicon.parse import columns, numbered_rows, toml_table

if TYPE_CHECKING:
    from warehouse.lexicon.store import Lexicon

OWN: Final = "user:"
"""What stands before the name of an analyst's file among a lexicon's files."""

NOT_WORDS: Final = frozenset({"corrections.csv"})
"""Files of the same folder that hold no words."""

_OPEN: Final = {("places/unit_words.toml", "unit_words"), ("programme_cues.toml", "")}
"""Tables whose keys are words or codes, not settings; so are tables of strings and tables keyed by numbers."""

Row = Mapping[str, str]


def check_own(lexicon: Lexicon) -> None:
    """Raise UsageError for the first mistake in the analyst's files, naming file, line and near miss.

    Checked are file names, columns, keys, kinds of values, and the codes, numbers and units of the rows.
    """
    shipped = [name for name in lexicon.files if not name.startswith(OWN)]
    for key, content in lexicon.files.items():
        name = key.removeprefix(OWN)
        if name == key or name in NOT_WORDS:
            continue
        if name not in lexicon.files:
            raise UsageError(f"lexicon file {name}: the lexicon has no file of this name{near_miss(name, shipped)}")
        if name.endswith(".csv"):
            _check_csv(lexicon, name, content)
        else:
            own, ours = toml_table(name, content), toml_table(name, lexicon.files[name])
            _check_table(f"lexicon file {name}", content.decode("utf-8"), own, ours, (name, ""))
    if f"{OWN}programme_cues.toml" in lexicon.files:
        programmes = [entry["code"] for entry in lexicon.table("programmes.toml")["programme"]]
        for code in lexicon.table("programme_cues.toml"):
            _known("lexicon file programme_cues.toml", "programme", code, [*programmes, "*"])


def _check_csv(lexicon: Lexicon, name: str, content: bytes) -> None:
    _, expected = columns(name, lexicon.files[name])
    line, named = columns(name, content)
    if not named:
        return
    if set(named) != set(expected) or len(named) != len(expected):
        odd = next((column for column in named if column not in expected), None)
        hint = f"; {odd!r} is none of them" if odd else ""
        raise UsageError(f"lexicon file {name}, line {line}: must name the columns {','.join(expected)}{hint}")
    check = _ROWS.get(name)
    rows = numbered_rows(name, content)
    if check and rows:
        check(lexicon, [(f"lexicon file {name}, line {number}", row) for number, row in rows])


def _cues(lexicon: Lexicon, rows: list[tuple[str, Row]]) -> None:
    codes = {entry["code"] for entry in lexicon.table("indicators.toml")["indicator"]}
    instead = {
        row["indicator"]
        for _, row in numbered_rows("indicator_cues.csv", lexicon.files["indicator_cues.csv"])
        if "." not in row["indicator"]
    }
    units = {unit["code"] for unit in lexicon.table("units.toml")["unit"]} | {"count", "money"}
    for where, row in rows:
        _known(where, "indicator", row["indicator"], codes | instead)
        _number(where, "weight", row["weight"])
        for unit in filter(None, row["units"].split("|")):
            _known(where, "unit", unit, units)
        if not row["head"]:
            raise UsageError(f"{where}: head is empty: which words name the indicator?")


def _numbers(lexicon: Lexicon, rows: list[tuple[str, Row]]) -> None:
    kinds = {row["kind"] for _, row in numbered_rows("numbers.csv", lexicon.files["numbers.csv"])}
    for where, row in rows:
        _known(where, "kind", row["kind"], kinds)
        if row["value"]:
            _number(where, "value", row["value"])


def _spellings(lexicon: Lexicon, rows: list[tuple[str, Row]]) -> None:
    paths = {row["path"] for name in ("units", "regions", "countries") for row in lexicon.rows(f"places/{name}.csv")}
    for where, row in rows:
        _known(where, "place", row["place"], paths, listed=False)


_ROWS: Final[Mapping[str, Callable[[Any, list[tuple[str, Row]]], None]]] = {
    "indicator_cues.csv": _cues,
    "numbers.csv": _numbers,
    "places/spellings.csv": _spellings,
}


def _check_table(where: str, text: str, own: Mapping[str, Any], ours: Mapping[str, Any], at: tuple[str, str]) -> None:
    name, path = at
    free = (name, path) in _OPEN or all(isinstance(value, str) or key.isdigit() for key, value in ours.items())
    for key, value in own.items():
        here = f"{where}, line {_line_of(text, key)}"
        if key not in ours and not free:
            raise UsageError(f"{here}: unknown key {_joined(path, key)!r}{near_miss(key, ours)}")
        like = ours.get(key, next(iter(ours.values())))
        if not isinstance(value, type(like)):
            raise UsageError(f"{here}: {_joined(path, key)} must be {_KINDS.get(type(like), 'a number')}")
        if isinstance(like, dict):
            _check_table(where, text, value, like, (name, _joined(path, key)))
        elif isinstance(like, list) and like:
            _check_list(here, value, like)


def _check_list(where: str, own: list[Any], ours: list[Any]) -> None:
    if not all(isinstance(value, type(ours[0])) for value in own):
        raise UsageError(f"{where}: a list of {'tables' if isinstance(ours[0], dict) else 'words'} is expected")
    if not isinstance(ours[0], dict):
        return
    needed = set.intersection(*(set(entry) for entry in ours))
    allowed = set().union(*ours)
    for entry in own:
        title = entry.get("code") or entry.get("name") or "an entry"
        for key in entry:
            if key not in allowed:
                raise UsageError(f"{where}: {title}: unknown key {key!r}{near_miss(key, allowed)}")
        if missing := sorted(needed - set(entry)):
            raise UsageError(f"{where}: {title}: {', '.join(missing)} missing")


_KINDS: Final[Mapping[type, str]] = {dict: "a table", list: "a list", str: "a text"}


def _joined(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _line_of(text: str, key: str) -> int:
    said = re.search(rf"""^[ \t]*(?:["']?{re.escape(key)}["']?[ \t]*=|\[.*{re.escape(key)})""", text, re.MULTILINE)
    return text.count("\n", 0, said.start()) + 1 if said else 1


def _known(where: str, what: str, value: str, known: Collection[str], *, listed: bool = True) -> None:
    if value not in known:
        raise UsageError(f"{where}: there is no {what} {value!r}{near_miss(value, sorted(known), listed=listed)}")


def _number(where: str, what: str, value: str) -> None:
    try:
        float(value)
    except ValueError:
        raise UsageError(f"{where}: {what} must be a number, not {value!r}") from None
