"""Read archived pages into articles, and say of every other page why it is none."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import polars as pl

from warehouse.db.load import STORED_ARTICLES
from warehouse.fetch.archive import Archive, Record
from warehouse.fetch.errors import ArchiveDamaged
from warehouse.pages import Article, LimitedReader, PageRejected

DAMAGED: Final = "damaged copy"
"""Reason of a page whose archived bytes are not those that were written: it is never parsed, and fetched again."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class ArchivedPage:
    """Name one archived page: its address, where its bytes are, and the layout that reads it."""

    url: str
    source: str
    layout: str
    fetched_at: datetime
    record: Record


@dataclass(frozen=True)
class ReadPage:
    """Hold an article with the archived page it was read from."""

    page: ArchivedPage
    article: Article


@dataclass(frozen=True)
class Rejection:
    """Name a page that gave no article; `reason` is short and stable, `detail` for people."""

    page: ArchivedPage
    reason: str
    detail: str


@dataclass
class Reading:
    """Hold what some archived pages were read into."""

    read: list[ReadPage] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)


def read_archived(archive: Archive, pages: Iterable[ArchivedPage], reader: LimitedReader) -> Reading:
    """Read each page with the layout of its source as it was on the day of the fetch; one bad page stops nothing.

    The bytes are checked against their digest here and parsed in the reader's child.
    """
    reading = Reading()
    for page in pages:
        try:
            exchange = archive.read(page.record)
            article = reader.read_page(
                exchange.body,
                url=page.url,
                content_type=exchange.content_type,
                layout=page.layout,
                fetched_on=page.fetched_at.date(),
            )
        except PageRejected as error:
            reading.rejected.append(Rejection(page, error.reason, error.detail))
            _LOG.warning("%s: no article: %s", page.url, error)
        except ArchiveDamaged as error:
            reading.rejected.append(Rejection(page, DAMAGED, str(error)))
            _LOG.warning("%s: cannot be read: %s", page.url, error)
        else:
            reading.read.append(ReadPage(page, article))
    return reading


def stored_frame(pages: Sequence[ReadPage]) -> pl.DataFrame:
    """Make the frame that the loader stores; of two readings of one canonical URL the later fetched is kept."""
    articles = [item.article for item in pages]
    frame = pl.DataFrame(
        {
            "article_id": [article.url for article in articles],
            "url": [article.url for article in articles],
            "title": [article.title for article in articles],
            "source": [article.source for article in articles],
            "published": [article.published for article in articles],
            "paragraphs": [list(article.paragraphs) for article in articles],
            "slug": [article.slug for article in articles],
            "origin_url": [article.origin_url for article in articles],
            "layout": [article.layout for article in articles],
            "lang": [article.language for article in articles],
            "captions": [list(article.captions) for article in articles],
            "fetched_at": [item.page.fetched_at for item in pages],
            "text_sha256": [article.text_sha256 for article in articles],
            "warc_file": [item.page.record.file for item in pages],
            "warc_offset": [item.page.record.offset for item in pages],
        },
        schema=STORED_ARTICLES,
    )
    return frame.sort("fetched_at", maintain_order=True).unique("url", keep="last", maintain_order=True)
