"""Hostile HTML (docs/faults.md): the whole text is kept, or the page is refused with the limit's name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from warehouse.pages import LimitedReader, PageRejected

DAY = date(2026, 7, 8)
TITLE = "سون ڈونگ میں غریب گھرانوں کے لیے گھر"
SENTENCES = tuple(
    f"ضلع کے {n} کمیونز میں گزشتہ برس {n * 100} گھر تعمیر کیے گئے اور حکام نے لوگوں کی مدد کو سراہا۔"
    for n in range(2, 9)
)
TEXT = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
LONG = " ".join(SENTENCES) * 1500  # 2 MB
TOO_MUCH = {"too slow", "too much memory"}


def page(body: str, *, html: str = "", head: str = "") -> bytes:
    text = f"<article><h1>{TITLE}</h1>{body}</article>"
    return f'<!DOCTYPE html><html lang="ur" {html}><head><title>{TITLE}</title>{head}</head><body>{text}'.encode()


def nested(tag: str, levels: int) -> bytes:
    return page(f"<{tag}>" * levels + TEXT + f"</{tag}>" * levels)


ATTRIBUTES = " ".join(f"a{n}=1" for n in range(300_000))
KEPT = {
    "1,000 nested div": nested("div", 1_000),
    "10,000 nested div": nested("div", 10_000),
    "1,000 nested b": nested("b", 1_000),
    "300,000 attributes on one tag": page(f"<div {ATTRIBUTES}>{TEXT}</div>"),
    "300,000 attributes on html": page(TEXT, html=ATTRIBUTES),
    "one huge attribute": page(f"<div title='{'x' * 4_900_000}'>{TEXT}</div>"),
    "one huge comment": page(f"<!--{'x' * 4_900_000}-->{TEXT}"),
    "one huge script": page(TEXT, head=f"<script>{'x();' * 1_000_000}</script>"),
    "deep JSON-LD": page(TEXT, head=f'<script type="application/ld+json">{"[" * 2_000_000}</script>'),
    "900,000 character references": page(TEXT + "<p title='" + "&amp;" * 900_000 + "'></p>"),
    "a thousand canonical links": page(TEXT, head="<link rel=canonical href='/ur/../ur/x'>" * 1000),
}
"""Pages whose text must be read whole."""
COSTLY = {
    "100,000 nested div": nested("div", 100_000),
    "100,000 nested b": nested("b", 100_000),
    "50,000 unclosed p and a": page(TEXT + "<p><a href=x>" * 50_000),
    "1,600,000 unclosed b": page(TEXT + "<b>" * 1_600_000),
}
"""Pages that may meet a limit on a slow machine; if they do not, their text must be whole."""


@pytest.fixture(scope="module")
def reader() -> Iterator[LimitedReader]:
    with LimitedReader() as opened:
        yield opened


def read(reader: LimitedReader, body: bytes) -> tuple[str, ...]:
    article = reader.read_page(body, url="http://a.vn/ur/x", content_type="text/html", layout="generic", fetched_on=DAY)
    return article.paragraphs


@pytest.mark.parametrize("row", KEPT)
def test_the_whole_text_is_kept(row: str, reader: LimitedReader) -> None:
    assert read(reader, KEPT[row]) == SENTENCES


@pytest.mark.parametrize("row", COSTLY)
def test_the_text_is_whole_or_the_limit_is_named(row: str, reader: LimitedReader) -> None:
    try:
        assert read(reader, COSTLY[row]) == SENTENCES
    except PageRejected as error:
        assert error.reason in TOO_MUCH


def test_one_huge_text_is_kept_to_the_last_letter(reader: LimitedReader) -> None:
    assert read(reader, page(f"<p>{LONG}</p>")) == (LONG,)


@pytest.mark.parametrize("size", [5_000_001, 48_000_000])
def test_what_is_beyond_the_cap_is_not_parsed(size: int, reader: LimitedReader) -> None:
    with pytest.raises(PageRejected) as caught:
        read(reader, page(TEXT).ljust(size))
    assert caught.value.reason == "too_large"


def test_what_readers_never_see_is_not_in_title_and_source(reader: LimitedReader) -> None:
    marks = "\u202e\u2066\u200b\u200f\ufeff&#0;&#1;&#x85;&#xd800;"
    head = f'<meta property="og:site_name" content="ا{marks}خبار">'
    joined = "سون\u200c ڈونگ"
    body = f"<!DOCTYPE html><html lang=ur><head>{head}</head><body><article><h1>{marks}{joined}</h1>{TEXT}"
    article = reader.read_page(
        body.encode(), url="http://a.vn/ur/x", content_type="text/html", layout="generic", fetched_on=DAY
    )
    assert article.title.replace("\ufffd", "").replace("\u2026", "") == joined  # the joiner belongs to Urdu
    assert article.paragraphs == SENTENCES
    for text in (article.title, article.source or ""):
        assert not set(text) & set("\x00\x01\u202e\u2066\u200b\u200f\ufeff")


@pytest.mark.parametrize("stamp", ["2099-01-01T00:00:00Z", "0000-00-00", "99999999999", "2026-13-45", "x" * 100_000])
@pytest.mark.parametrize("layout", ["generic", "vietnam.vn"])
def test_a_publication_day_that_cannot_be_is_not_believed(stamp: str, layout: str, reader: LimitedReader) -> None:
    head = f'<meta property="article:published_time" content="{stamp}">'
    body = page(f'<div class="post-detail-body">{TEXT}</div>', head=head)
    article = reader.read_page(body, url="http://a.vn/ur/x", content_type=None, layout=layout, fetched_on=DAY)
    assert article.published is None
    assert article.paragraphs == SENTENCES
