"""Read what class names and ids say about an element, word by word (`jeg_share_top`, `UserComments`, `sd-sharing`)."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import Final

from bs4 import Tag

_WORD: Final = re.compile(r"[a-z]+|[A-Z][a-z]+|[A-Z]+(?![a-z])")
_LEVELS: Final = 60
"""How far up ancestors are asked: pages nest 20 to 40 levels, hostile ones 100,000."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STRONG_TAGS: Final = _words(
    "nav footer aside amp-sidebar amp-social-share amp-ad amp-consent amp-user-notification amp-list"
)
_WEAK_TAGS: Final = _words("header form menu")  # ASP.NET wraps whole pages in a form
# these name what never holds an article, unless the label is on the frame of the whole page
_STRONG: Final = _words(
    """ad ads advert adverts advertisement adsense adsbygoogle addtoany taboola outbrain
    breadcrumb breadcrumbs crumb crumbs comment comments cmt cmts disqus respond replies reactions
    cookie cookies consent gdpr newsletter subscribe subscription promo promotion promos
    navbar navigation pagination pager skip skiplinks footer sidebar
    related relatedposts recommend recommended recommendation recommendations recirc readmore mostread mostviewed
    share sharing sharedaddy sharethis social socials jetpack tags"""
)
_WEAK: Final = _words(
    """banner sponsor sponsored bio biography bread byline reply paywall login signin signup register menu nav navi
    toolbar topbar ticker marquee foot rail widget widgets popular trending latest more others next prev previous
    embed player video audio tools powered
    like likes follow whatsapp tag keyword keywords topics print"""
)
_FURNITURE: Final = _STRONG | _WEAK
_AUTHOR_BOX: Final = _words("box bio biography info description about card desc")
_PASSING: Final = _words("no has with without hide elementor")  # "no-share", "has-sidebar"
# words that name the article's own place: they take the meaning of the words above away ("content-with-sidebar")
_BODY: Final = _words(
    "article body content story entry post detail details text txt news main single page wrapper wrap container wsw"
)
_FRAME: Final = _words(
    "wrapper wrap container page layout grid row col column columns main site outer inner has with no"
)
_CAPTION: Final = _words("caption captions credit credits copyright imgcaption photocredit picbox wpcaption")
_PICTURE: Final = _words(
    "img image images pic picture pictures photo photos media figure thumb thumbnail featured gallery"
)
_CAPTION_CHARACTERS: Final = 400
_SHORT_CAPTION: Final = 150
_BOXES: Final = _words("div span center td p a")
_HIDDEN: Final = re.compile(
    r"(?:visually-?hidden|sr-only|screen-reader|screenreader|u-hidden|offscreen|assistive)", re.IGNORECASE
)
_LEAD: Final = _words(
    "lead intro summary excerpt sapo teaser standfirst strapline subtitle subhead subheading sub description dek deck"
)


@lru_cache(maxsize=4096)
def _split(names: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(names))


def names_of(tag: Tag) -> str:
    """Give class names, id and role of an element in one string."""
    found = [tag.get("class") or "", tag.get("id") or "", tag.get("role") or ""]
    return " ".join(" ".join(one) if isinstance(one, list) else str(one) for one in found)


def words_of(tag: Tag) -> frozenset[str]:
    """Give the words in class names, id and role of an element, in lower case.

    >>> from bs4 import BeautifulSoup
    >>> sorted(words_of(BeautifulSoup('<p class="jeg_shareTop UserComments">', "lxml").p))
    ['comments', 'jeg', 'share', 'top', 'user']
    """
    return _split(names_of(tag))


def is_hidden(tag: Tag) -> bool:
    """Tell whether a class name keeps the element for screen readers."""
    names = names_of(tag)
    return bool(names) and _HIDDEN.search(names) is not None


def furniture_strength(tag: Tag) -> int:
    """Give how surely name and labels say that the element is page furniture: 0 not at all, 1 weakly, 2 strongly."""
    if tag.name in ("html", "body", "main", "article", "[document]"):
        return 0
    strength = 2 if tag.name in _STRONG_TAGS else 1 if tag.name in _WEAK_TAGS else 0
    for name in names_of(tag).split():
        words = _split(name)
        if words & _PASSING:
            continue
        if words & _STRONG:
            return 2
        if words & _WEAK or ("author" in words and words & _AUTHOR_BOX):
            strength = 1
    return strength


def is_body(tag: Tag) -> bool:
    """Tell whether a label names the place of the article's text, and none names something else."""
    words = words_of(tag)
    return bool(words & _BODY) and not words & _FURNITURE and not words <= _FRAME


def is_lead(tag: Tag) -> bool:
    """Tell whether a label of the element or of its parent names a standfirst."""
    return bool(words_of(tag) & _LEAD) or (tag.parent is not None and bool(words_of(tag.parent) & _LEAD))


def is_caption(tag: Tag) -> bool:
    """Tell whether the element belongs to a picture: a figure around it, or a label that says so."""
    for level, one in enumerate((tag, *islice(tag.parents, 6))):
        if one.name in ("figure", "figcaption"):
            return True
        words = words_of(one)
        if level < 2 and (words & _CAPTION or words & _PICTURE):
            # "media-body" may hold a whole article
            return len(one.get_text(" ", strip=True)) <= _CAPTION_CHARACTERS and (
                bool(words & _CAPTION) or one.find("img") is not None
            )
        if level < 3 and one.name in _BOXES and one.find("img") is not None:
            # a picture with one short line that is no sentence
            text = one.get_text(" ", strip=True)
            if 0 < len(text) <= _SHORT_CAPTION and not text.endswith("\u06d4"):
                return True
    return False


def ancestors(tag: Tag) -> list[Tag]:
    """Give the element and those around it, the nearest first, up to a bound."""
    return [tag, *islice(tag.parents, _LEVELS)]
