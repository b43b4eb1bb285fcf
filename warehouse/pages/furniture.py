"""Recognise lines that belong to the page and not to the article (the words are data: `lexicon/furniture.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from warehouse.pages.script import fold, tidy

_LINE: Final = 300  # characters of a line of furniture
_SIGN: Final = r"(?:::|:-|[-|–—:»«•~/])"
"""What parts a title from the name of its site."""


@dataclass(frozen=True)
class Furniture:
    """Hold the compiled furniture words."""

    lines: frozenset[str]
    whole: re.Pattern[str]
    starts: tuple[str, ...]
    comments: re.Pattern[str]
    comment_headings: frozenset[str]
    comment_counts: re.Pattern[str]
    marks: re.Pattern[str]
    nameless: frozenset[str]
    stamps: tuple[str, ...]
    publications: tuple[str, ...]
    months: Mapping[str, str]
    month: re.Pattern[str]
    changes: tuple[str, ...]
    bylines: frozenset[str]
    byline_starts: tuple[str, ...]
    captions: re.Pattern[str]
    related: frozenset[str]
    trailer: re.Pattern[str]
    suffixes: tuple[str, ...]
    shells: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]

    def is_furniture(self, text: str) -> bool:
        """Tell whether a block is site name, motto, audio fallback, gallery counter or legal footer."""
        folded = fold(text).strip("[](){}|»«›‹<>←→•·:؛۔.!-–— ")
        return (
            folded in self.lines
            or self._wholly(text)
            or bool(self.whole.fullmatch(folded))
            or folded.startswith(self.starts)
        )

    def _wholly(self, text: str) -> bool:
        # the patterns are bounded, and so is what they are tried on
        return len(text) <= _LINE and bool(self.whole.fullmatch(fold(text)))

    def without_marks(self, text: str) -> str:
        """Take the marks of advertisements ("to be continued" in brackets) out of a paragraph."""
        return tidy(self.marks.sub(" ", text))

    def is_no_name(self, text: str) -> bool:
        """Tell whether a logo's text names no one ("logo", "home")."""
        return fold(text) in self.nameless

    def is_comment_counter(self, text: str) -> bool:
        """Tell whether a block is the comment counter, after which no text of the article comes."""
        return bool(self.comments.fullmatch(fold(text)))

    def is_comments_heading(self, text: str) -> bool:
        """Tell whether a block heads the readers' opinions, with or without their number."""
        folded = fold(text)
        return folded.rstrip(" :") in self.comment_headings or any(
            pattern.fullmatch(folded) for pattern in (self.comments, self.comment_counts)
        )

    def is_end(self, text: str) -> bool:
        """Tell whether a block is a heading after which the article seldom goes on."""
        return self.is_related_heading(text) or fold(text).startswith(self.starts)

    def is_stamp_label(self, text: str) -> bool:
        """Tell whether a line begins with a word that says when something was published or changed."""
        return fold(text).startswith(self.stamps)

    def publication_part(self, text: str) -> str:
        """Give the part of a line that says when something was published, where it also says when it was changed."""
        folded = fold(text)
        said = max(folded.rfind(word) for word in self.publications)
        changed = max(folded.find(word) for word in self.changes)
        if said < 0 or changed < 0:
            return folded
        return folded[said:] if said > changed else folded[:changed]

    def with_month_names(self, folded: str) -> str:
        """Write the months of a folded line as they are usually spelled."""
        return self.month.sub(lambda match: self.months[match[0]], folded)

    def is_change_label(self, text: str) -> bool:
        """Tell whether a line says when the page was changed, not when it was published."""
        return fold(text).startswith(self.changes)

    def is_byline(self, text: str) -> bool:
        """Tell whether a short line says who wrote the article."""
        folded = fold(text)
        return folded in self.bylines or folded.startswith(self.byline_starts)

    def is_credit(self, text: str) -> bool:
        """Tell whether a line is a picture's credit."""
        return bool(self.captions.fullmatch(fold(text)))

    def is_related_heading(self, text: str) -> bool:
        """Tell whether a block heads a list of other articles."""
        return fold(text).rstrip(" :") in self.related

    def is_trailer(self, text: str) -> bool:
        """Tell whether a block only names its origin: the word alone, or with a URL (also a mangled one)."""
        return bool(self.trailer.fullmatch(fold(text)))

    def without_suffix(self, title: str, *names: str) -> str:
        """Cut the site's name off a <title>; `names` are further names of the site."""
        known = {*self.suffixes, *(fold(name) for name in names if name)}
        while match := re.fullmatch(rf"(.+\S)\s+{_SIGN}\s+(.+?)\s*", title):
            if fold(match[2]) not in known:
                # the name itself may hold a separator ("BBC News | Urdu")
                head = next((h for h, t in _cuts(title) if fold(t) in known), None)
                if head is None:
                    return title
                title = head
            else:
                title = match[1]
        return title

    def shell(self, title: str, text: str) -> str | None:
        """Name the kind of page that stands in an article's place (soft_404, consent, bot_check), or None."""
        head, body = fold(title), fold(text)
        for kind, titles, texts in self.shells:
            if any(_says(head, words) for words in titles) or any(words in body for words in texts):
                return kind
        return None


def _cuts(title: str) -> list[tuple[str, str]]:
    return [(title[: m.start()], title[m.end() :]) for m in re.finditer(rf"\s+{_SIGN}\s+", title)]


def _says(title: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", title) is not None


@lru_cache(maxsize=1)
def furniture() -> Furniture:
    """Load the furniture words that ship with the package."""
    data: dict[str, Any] = tomllib.loads(files("warehouse.lexicon").joinpath("furniture.toml").read_text("utf-8"))
    words = "|".join(re.escape(fold(word)) for word in data["trailer"]["words"])
    return Furniture(
        lines=frozenset(fold(line) for line in data["drop"]["lines"]),
        whole=_any_of(data["drop"]["patterns"]),
        starts=tuple(fold(start) for start in data["drop"]["starts"]),
        comments=_any_of(data["comments"]["patterns"]),
        comment_headings=frozenset(fold(line) for line in data["comments"]["lines"]),
        comment_counts=_any_of(data["comments"]["heading_patterns"]),
        marks=re.compile(rf"\s*[(\[]\s*(?:{'|'.join(map(re.escape, data['drop']['marks']))})\s*[)\]]\s*"),
        nameless=frozenset(map(fold, data["logo"]["nameless"])),
        stamps=tuple(fold(start) for start in data["stamps"]["starts"]),
        publications=tuple(fold(word) for word in data["stamps"]["publications"]),
        months={fold(one): fold(other) for one, other in data["months"].items()},
        month=re.compile(rf"(?<![^\W\d_])(?:{'|'.join(re.escape(fold(one)) for one in data['months'])})(?![^\W\d_])"),
        changes=tuple(fold(start) for start in data["stamps"]["changes"]),
        bylines=frozenset(fold(line) for line in data["bylines"]["lines"]),
        byline_starts=tuple(start.lower() for start in data["bylines"]["starts"]),
        captions=_any_of(data["captions"]["patterns"]),
        related=frozenset(fold(line) for line in data["related"]["lines"]),
        # a caption's "source: VNA" is no trailer: the word alone, or a web address after it
        trailer=re.compile(rf"\W{{0,3}}(?:{words})\s*:?\s*(?:(?:https?://|www\.).*)?"),
        suffixes=tuple(fold(name) for name in data["title_suffixes"]["names"]),
        shells=tuple(
            (kind, tuple(map(fold, data[kind]["titles"])), tuple(map(fold, data[kind].get("texts", ()))))
            for kind in ("bot_check", "consent", "soft_404")
        ),
    )


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    # folding would take the backslashes' letters to lower case, so the patterns are written folded
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
