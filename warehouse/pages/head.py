"""Read an unknown page's title, day and publisher: its claims, its heading, its address, the lines near the title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from warehouse.pages.blocks import Block, line_of
from warehouse.pages.claims import Claims
from warehouse.pages.confidence import Choice, choose
from warehouse.pages.days import day_in_url, day_of, day_of_dateline, is_utc, local_day
from warehouse.pages.furniture import furniture
from warehouse.pages.labels import words_of
from warehouse.pages.names import DOUBLED_BYLINE, undouble
from warehouse.pages.script import arabic_letters, fold, letters, tidy
from warehouse.pages.trim import is_stamp

_HEAD: Final = 1000  # characters of <title>
_TITLE_LINE: Final = 200  # characters
_DATE_LINE: Final = 120  # characters of a line that may be a byline
_STAMP: Final = 40  # characters of a line that is a date and nothing else, linked or not
_STAMP_LETTERS: Final = 14  # Arabic letters of a date: a day of the week, a month
_MACHINE: Final = re.compile(r"^\s*\d{4}-\d\d-\d\d(?:[T ]|\s*$)")
_EVER: Final = date(9000, 1, 1)
_SITE_NAME: Final = 60  # characters
_MAIN_PART: Final = 0.4  # share of a claim's characters that its heading has at least; a site's name has less
_ALIKE: Final = 0.5  # share of common words from which heading and claim are one title in two wordings
_SEPARATOR: Final = re.compile(r"\s*(?:[|–—»«•~]|:-|::|(?<=\s)[-:/](?=\s))\s*")
_HOME: Final = re.compile(r"^(?:https?://[^/]+)?/?(?:index\.(?:php|html?))?$")
_BRAND: Final = frozenset(("logo", "brand", "sitename", "masthead", "site"))
_BEFORE: Final = re.compile(rf"{_SEPARATOR.pattern}|\s*:\s+")
# hours from UTC of the zones of the sites' countries; no daylight saving in any
_ZONES: Final = {"pk": 5, "vn": 7}


def read_title(soup: BeautifulSoup, said: Claims, lines: Sequence[Block], url: str) -> Choice[str] | None:
    """Choose the title: the heading that readers see when a claim agrees, else the claims, else a heading alone."""
    names = [name for name, _ in said.source]
    label = _host_label(url)
    names += [label, f"{label}.com"] if label else []
    claimed = [(furniture().without_suffix(text, *names), where) for text, where in said.title]
    tag = soup.find("title")
    whole = tidy(tag.get_text()[:_HEAD]) if isinstance(tag, Tag) else ""
    if whole:
        claimed.append((furniture().without_suffix(whole, *names), "title"))
    headings = [(line, "h1") for line in map(line_of, soup.find_all("h1", limit=5)) if line]
    others = [(line, "heading") for line in map(line_of, soup.find_all(["h2", "h3"], limit=30)) if letters(line) >= 12]
    # on pages without headings the title is a line like any other
    others += [(block.text, "line") for block in lines if letters(block.text) >= 12 and len(block.text) <= _TITLE_LINE]
    # a first-order heading may be the site's name, and the title one of the second or third order
    wanted = [(_bare(text), where) for text, where in claimed]
    for same in (_equal, _holds, _alike):
        for heading, where in [*headings, *(() if same is _alike else others)]:
            folded = fold(heading)
            agreeing = [at for text, at in wanted if same(folded, text)]
            if agreeing:
                return choose([(heading, where), *((heading, at) for at in agreeing)])
    if headings and not any(where != "title" for _, where in claimed) and len(headings[0][0].split()) >= 3:
        return choose([*headings, *claimed])
    return choose([*claimed, *headings])


def _bare(claim: str) -> str:
    return fold(claim).rstrip(". \u2026")


def _equal(heading: str, claim: str) -> bool:
    return heading == claim


def _holds(heading: str, claim: str) -> bool:
    """Tell whether one has the other in it: a claim may be cut, or carry a site's or a section's name."""
    return (heading in claim and len(heading) >= _MAIN_PART * len(claim)) or (len(claim) >= 15 and claim in heading)


def _alike(heading: str, claim: str) -> bool:
    mine, theirs = set(heading.split()), set(claim.split())
    return len(mine) >= 3 and len(mine & theirs) >= _ALIKE * max(len(mine), len(theirs))


def place_of_title(found: Sequence[Block], title: str) -> int | None:
    """Give the index of the block that shows the title: the first-order heading, else the last that is no link."""
    wanted = fold(title)
    at = [index for index, block in enumerate(found) if wanted and fold(block.text) == wanted]
    first = [index for index in at if found[index].inside("h1")]
    inside = [index for index, block in enumerate(found) if block.inside("h1") and fold(block.text) in wanted]
    plain = [index for index in at if found[index].link_share < 0.8]
    return next(iter([*first, *inside[-1:], *plain[-1:], *at[-1:]]), None)


def _host_label(url: str) -> str:
    parts = (urlsplit(url).hostname or "").split(".")
    return max(parts[:-1], key=len, default="")


def read_day(said: Claims, near: Sequence[Block], *, url: str, latest: date, first: str = "") -> Choice[date] | None:
    """Choose the day of publication, in the site's own zone.

    `near` are the blocks after the title, nearest first; `first` is the article's first line, it may be its dateline.
    """
    shown = _shown_days(near, latest)
    zone = _ZONES.get((urlsplit(url).hostname or "").rpartition(".")[2], 0)
    candidates: list[tuple[date, str]] = []
    for text, where in said.published:
        day = local_day(text, latest=latest, utc_offset_hours=zone)
        if day is not None and is_utc(text):
            # a time in UTC is of the day before or after where the site is: the day that readers see is believed
            day = next((other for other, _ in shown if abs((other - day).days) <= 1), day)
        if day is not None:
            candidates.append((day, where))
    candidates += [pair for pair in shown if pair[1] == "time"]
    # the header of some sites (nawaiwaqt) shows today's date: the address is believed before any visible line
    if (in_url := day_in_url(url, latest=latest)) is not None:
        candidates.append((in_url, "url"))
    candidates += [pair for pair in shown if pair[1] != "time"]
    candidates += [(day, "title suffix") for text, _ in said.title if (day := _hung_day(text, latest))]
    if not candidates:
        line = first[:_DATE_LINE]
        day = day_of(line, latest=latest) or day_of_dateline(line, url, latest=latest)
        candidates += [(day, "first lines")] if day else []
    return choose(candidates)


def _hung_day(claim: str, latest: date) -> date | None:
    """Read the day that some sites (dw) hang on their titles, parted from it by a sign."""
    last = _SEPARATOR.split(claim)[-1]
    return day_of(last, latest=latest) if last != claim and not letters(last) else None


def _unlinked(block: Block) -> str:
    """Give the text of a block without its links: a day inside a link is another story's or an archive's."""
    left = block.text
    for _, label in block.links:
        left = left.replace(label, " ", 1)
    return left


def _is_linked_stamp(block: Block) -> bool:
    """Tell whether a line with its day in a link is a date and nothing else, and no headline with its day."""
    return len(block.text) <= _STAMP and (
        arabic_letters(block.text) <= _STAMP_LETTERS
        or furniture().is_stamp_label(block.text)
        or block.tag.find("time") is not None
        or bool(_machine_day(block))
    )


def _machine_day(block: Block) -> str:
    """Give the time that an element of the line hides in its `title`, as date scripts and microformats have it."""
    for tag in block.tag.find_all(["abbr", "span"], title=_MACHINE, limit=3):
        if (shown := tidy(tag.get_text(" "))) and shown in block.text:
            return str(tag["title"])
    return ""


def _shown_days(near: Sequence[Block], latest: date) -> list[tuple[date, str]]:
    """Read the days in the lines near the title; lines that only say when the page was changed come last."""
    found: list[tuple[int, date, str]] = []
    for block in near:
        if len(block.text) > _DATE_LINE or (
            day_of(_unlinked(block), latest=latest) is None and not _is_linked_stamp(block)
        ):
            continue
        line = furniture().publication_part(block.text)
        stamp = block.tag if block.tag.name == "time" else block.tag.find("time")
        if isinstance(stamp, Tag) and tidy(stamp.get_text(" ")) in block.text:
            day = day_of(line, latest=latest)
            machine = str(stamp.get("datetime") or "")
            if day is None and machine:
                day = local_day(machine, latest=latest)
            where = "time"
        elif (day := day_of(line, latest=latest)) is not None:
            where = "near title"
        else:
            day, where = local_day(_machine_day(block), latest=latest), "time"
        if day is not None:
            late = furniture().is_change_label(line)
            found.append((int(late) + (not is_stamp(block.text, latest)), day, where))
    return [(day, where) for _, day, where in sorted(found, key=lambda one: one[0])]


def read_source(
    soup: BeautifulSoup, said: Claims, near: Sequence[Block], *, url: str, title: str
) -> Choice[str] | None:
    """Choose the publisher: a byline that doubles it, the claims, what hangs on the title, the logo, the host."""
    found: list[tuple[str, str]] = []
    for block in near[:6]:
        if len(block.text) <= 2 * _DATE_LINE and (match := DOUBLED_BYLINE.fullmatch(block.text)):
            found.append((undouble(match["name"]), "byline"))
    # logo, link and day may be blocks of their own
    for first, again, day in zip(near[:4], near[1:5], near[2:6], strict=False):
        if first.text == again.text and len(first.text) <= _SITE_NAME and is_stamp(day.text, _EVER):
            found.append((first.text, "byline"))
    found += [(undouble(text), where) for text, where in said.source]
    tag = soup.find("title")
    for text, where in (*said.title, (tidy(tag.get_text()[:_HEAD]) if isinstance(tag, Tag) else "", "title")):
        if (name := _hung_on(text, title)) is not None:
            found.append((name, f"title suffix:{where}"))
    found += [(name, "logo") for name in _logo(soup)]
    if host := urlsplit(url).hostname:
        found.append((host, "host"))
    return choose([(name, where) for name, where in found if name])


def _logo(soup: BeautifulSoup) -> list[str]:
    """Give the names on links to the front page: the text beside a logo, or what stands for its picture."""
    names: list[str] = []
    for link in soup.find_all("a", href=_HOME, limit=5):
        image = link.find("img", alt=True)
        if isinstance(image, Tag):
            names.append(tidy(str(image["alt"])))
        elif words_of(link) & _BRAND or (isinstance(link.parent, Tag) and words_of(link.parent) & _BRAND):
            names.append(line_of(link))
    return [
        name for name in names if letters(name) >= 3 and len(name) <= _SITE_NAME and not furniture().is_no_name(name)
    ]


def _hung_on(whole: str, title: str) -> str | None:
    """Give the site's name that stands before or after the title, parted from it by a sign."""
    text, wanted = tidy(whole), tidy(title)
    if not wanted or wanted not in text or text == wanted:
        return None
    before, _, after = text.partition(wanted)
    for rest, end in ((after, -1), (before, 0)):
        sign = _SEPARATOR if end else _BEFORE
        parts = [part for part in sign.split(rest) if part.strip()]
        marked = sign.search(rest)
        if parts and marked and letters(parts[end]) >= 2 and len(parts[end]) <= _SITE_NAME:
            named = [part for part in parts if day_of(part, latest=_EVER) is None]
            if named:
                return undouble(named[end])
    return None
