"""Load the sample newsroom's articles and their gold annotation from `articles/*.toml` (format: README.md)."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, field_validator

from warehouse.errors import HadafError

ARTICLES = Path(__file__).parent / "articles"
LATEST_EDITION = 2


class CatalogueError(HadafError):
    """Report an article file that is not valid TOML or does not follow README.md."""


class _Strict(BaseModel):
    """Refuse keys that the format does not know, so that a typo cannot drop an annotation."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Caption(_Strict):
    """Hold a picture's two captions; `after` is the body paragraph it follows, -1 the top of the body."""

    after: int = Field(ge=-1)
    vi: str | None = None
    ur: str | None = None


class Figure(_Strict):
    """Hold one annotated figure with the fields of the annotation guide; `p` counts the reader's paragraphs."""

    p: int = Field(ge=0)
    mention: str = Field(min_length=1)
    value: float
    value_high: float | None = None
    out_of: float | None = None
    unit: str = "count"
    per: str | None = None
    comparator: Literal["eq", "gt", "ge", "lt", "le", "approx"] = "eq"
    role: Literal["target", "achievement", "attainment", "change", "context"]
    basis: Literal["stock", "flow"] | None = None
    period_start: dt.date | None = None
    period_end: dt.date | None = None
    place: str | None = None
    programme: str | None = None
    indicator: str | None = None
    item: str | None = None

    @field_validator("per", "place", "programme", "indicator", "item", mode="after")
    @classmethod
    def _empty_is_null(cls, value: str | None) -> str | None:
        """Let "" undo a default: TOML has no null."""
        return value or None


class Milestone(_Strict):
    """Hold a dated goal without a number."""

    p: int = Field(ge=0)
    place: str | None
    programme: str | None = None
    indicator: str | None = None
    due: dt.date


class Pair(_Strict):
    """Hold the row of `targets_vs_achievements` that the stories must lead to."""

    place: str
    programme: str | None = None
    indicator: str
    unit: str
    period_end: dt.date
    target_value: float
    achieved_value: float | None = None
    status: Literal["met", "on_track", "behind", "missed", "no_result"]
    in_conflict: bool = False
    why: str


class Article(_Strict):
    """Hold one page as one edition of the newsroom shows it."""

    number: int
    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str
    lead: str | None = None
    publisher: str
    published: dt.date | None = None
    origin_url: str
    lastmod: AwareDatetime
    kind: Literal["text", "photo"] = "text"
    author: str | None = None
    motto: bool = False
    trailer: Literal["link", "word", "none"] = "link"
    trailer_text: str | None = None
    first_edition: int = 1
    paragraphs: tuple[str, ...] = ()
    captions: tuple[Caption, ...] = ()
    related: tuple[str, ...] = ()
    figure: tuple[Figure, ...] = ()
    garbled: tuple[str, ...] = ()
    milestone: tuple[Milestone, ...] = ()
    pair: tuple[Pair, ...] = ()

    @property
    def path(self) -> str:
        """Return the page's path on the site.

        >>> Article.model_construct(slug="nong-thon-moi").path
        '/ur/nong-thon-moi'
        """
        return f"/ur/{self.slug}"

    @property
    def day(self) -> dt.date:
        """Return the day sitemap that lists the page: its publication day, else the day it was last modified."""
        return self.published or self.lastmod.date()

    def captions_after(self, index: int) -> tuple[Caption, ...]:
        """Return the captions that follow body paragraph `index` (-1: the top of the body)."""
        return tuple(caption for caption in self.captions if caption.after == index)

    def read_paragraphs(self) -> list[str]:
        """List the paragraphs a page reader must yield, in order.

        The lead (where there is one), then every body paragraph followed by its Urdu captions, without the pipe of a
        lost table that some captions end with. Site name, motto,
        publisher and date, audio line, untranslated captions, author, trailer, counter, related headlines and the
        legal footer are furniture and not counted.
        """
        listed = [self.lead] if self.lead else []
        for index, text in enumerate(("", *self.paragraphs), start=-1):
            listed += [text] if text else []
            listed += [caption.ur.removesuffix(" |") for caption in self.captions_after(index) if caption.ur]
        return listed


def _article(path: Path, edition: int) -> Article:
    try:
        raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        for newer in sorted(raw.pop("edition", []), key=lambda table: table["number"]):
            if newer.pop("number") <= edition:
                raw |= newer
        shared = raw.pop("default", {})
        raw["figure"] = [shared | figure for figure in raw.get("figure", [])]
        return Article(number=int(path.name.split("-")[0]), **raw)
    except (tomllib.TOMLDecodeError, ValidationError, KeyError, ValueError) as error:
        raise CatalogueError(f"{path.name}: {error}") from error


@cache
def load(edition: int = 1) -> tuple[Article, ...]:
    """List the articles of an edition by file number: 1 is the first visit, 2 the site after it has moved on.

    Raises:
        CatalogueError: a file is not valid TOML or breaks the format.

    """
    articles = (_article(path, edition) for path in sorted(ARTICLES.glob("*.toml")))
    return tuple(article for article in articles if article.first_edition <= edition)


def gold(edition: int = 1, base_url: str = "") -> list[dict[str, Any]]:
    """List the articles as gold-file rows: id (the slug), url, title, source, published, paragraphs, figures, …

    Dates are ISO strings and `base_url` (scheme, host and port) goes before the path, as the scorer expects.
    """
    return [
        {
            "id": article.slug,
            "url": base_url + article.path,
            "title": article.title,
            "source": article.publisher,
            "published": article.published.isoformat() if article.published else None,
            "paragraphs": article.read_paragraphs(),
            "figures": [figure.model_dump(mode="json") for figure in article.figure],
            "quarantine": list(article.garbled),
            "milestones": [milestone.model_dump(mode="json") for milestone in article.milestone],
        }
        for article in load(edition)
    ]


def pairs(edition: int = 1) -> tuple[Pair, ...]:
    """List the rows of `targets_vs_achievements` that the edition's stories must lead to."""
    return tuple(pair for article in load(edition) for pair in article.pair)
