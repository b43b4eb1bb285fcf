"""Read pages: bytes in, an Article out. BeautifulSoup stays behind this door."""

from warehouse.pages.article import Article, PageRejected
from warehouse.pages.limited import LimitedReader, Limits
from warehouse.pages.links import Outline, page_outline
from warehouse.pages.reader import read_page
from warehouse.pages.urls import canonical_url, slug_of

__all__ = [
    "Article",
    "LimitedReader",
    "Limits",
    "Outline",
    "PageRejected",
    "canonical_url",
    "page_outline",
    "read_page",
    "slug_of",
]
