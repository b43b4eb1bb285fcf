"""Read articles that stand outside any archive: JSON Lines, plain text, saved HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import PurePath
from typing import Any, Final

from warehouse.pages import LimitedReader, PageRejected

_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True)
class Row:
    """One article as `extract` takes it."""

    id: str
    paragraphs: list[str]
    url: str | None = None
    title: str | None = None
    source: str | None = None
    published: date | None = None


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be read, with what is wrong with it."""

    id: str
    error: str


@dataclass(frozen=True)
class Given:
    """What the caller knows about a text that does not say it itself."""

    url: str | None = None
    published: date | None = None
    layout: str = "generic"
    today: date = field(default_factory=lambda: datetime.now(UTC).date())


def read_json_lines(lines: Iterable[bytes], *, name: str) -> Iterator[Row | BadRow]:
    """Read one article a line (`id, url, title, source, published` and `paragraphs` or `text`; other keys ignored).

    >>> for row in read_json_lines([b'{"id": "a", "text": "x"}', b'{"id": "b"}', b"nonsense"], name="in"): print(row)
    Row(id='a', paragraphs=['x'], url=None, title=None, source=None, published=None)
    BadRow(id='b', error='has neither paragraphs nor text')
    BadRow(id='in:3', error='not JSON: Expecting value at column 1')
    """
    for number, line in enumerate(lines, start=1):
        text = line.decode("utf-8-sig" if number == 1 else "utf-8", errors="replace").strip()
        if not text:
            continue
        place = f"{name}:{number}"
        try:
            document = json.loads(text)
        except json.JSONDecodeError as error:
            yield BadRow(place, f"not JSON: {error.msg} at column {error.colno}")
        except RecursionError:
            yield BadRow(place, "not an article: nested too deep")
        else:
            yield _row(document, place)


def _row(document: Any, place: str) -> Row | BadRow:
    if not isinstance(document, Mapping):
        return BadRow(place, f"not an object but {type(document).__name__}")
    strings: dict[str, str | None] = {}
    for key in ("id", "url", "title", "source", "published"):
        value = document.get(key)
        if key == "id" and isinstance(value, int):
            value = str(value)
        if value is not None and not isinstance(value, str):
            return BadRow(place, f"{key} must be a string, not {type(value).__name__}")
        strings[key] = None if value is None else whole(value)
    name = strings["id"] or strings["url"] or place
    paragraphs = document.get("paragraphs")
    if paragraphs is None and "text" in document:
        paragraphs = [document["text"]]
    if paragraphs is None:
        return BadRow(name, "has neither paragraphs nor text")
    if not isinstance(paragraphs, list) or not all(isinstance(item, str) for item in paragraphs):
        return BadRow(name, "paragraphs must be a list of strings (or text one string)")
    published = None
    if strings["published"]:
        try:
            # a time after the date is fine: the source's local day is what counts
            published = date.fromisoformat(strings["published"].strip()[:10])
        except ValueError:
            return BadRow(name, f"published {strings['published']!r} is no ISO date (such as 2024-09-30)")
    return Row(
        id=name,
        paragraphs=[whole(item) for item in paragraphs],
        url=strings["url"],
        title=strings["title"],
        source=strings["source"],
        published=published,
    )


def whole(text: str) -> str:
    """Replace lone surrogates, which no UTF-8 text can hold, one for one, so that offsets stay.

    >>> whole("a\\ud800b")
    'a\ufffdb'
    """
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def read_text(body: bytes, *, name: str, given: Given) -> Row:
    """Read plain text: every line that is not blank is a paragraph; there is no title."""
    lines = body.decode("utf-8-sig", errors="replace").splitlines()
    return Row(id=name, paragraphs=[line for line in lines if line.strip()], url=given.url, published=given.published)


def read_html(body: bytes, *, name: str, given: Given, reader: LimitedReader) -> Row | BadRow:
    """Read a saved page through the page readers; a page that is no Urdu article becomes a BadRow with the reason."""
    try:
        page = reader.read_page(
            body,
            # the canonical link of a saved page names its address; without one, the file's name stands in
            url=given.url or f"http://localhost/{PurePath(name).name}",
            content_type=None,
            layout=given.layout,
            fetched_on=given.today,
        )
    except PageRejected as error:
        return BadRow(name, str(error))
    return Row(
        id=name,
        paragraphs=list(page.paragraphs),
        url=None if page.url.startswith("http://localhost/") else page.url,
        title=page.title,
        source=page.source,
        published=given.published or page.published,
    )
