"""Point at a figure: its sentence split around it, and a link that opens the live page at it."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

CONTEXT_WORDS: Final = 4
"""Words on either side of the figure in a link: enough to be unique, few enough to survive an edit of the sentence."""

# a sign between two digits, of whatever script, makes one number of them: a separator, a slash, a dash
_NO_NUMBER_BEFORE: Final = r"(?<!\d)(?<!\d[^\w\s])"
_NO_NUMBER_BEHIND: Final = r"(?!\d|[^\w\s]\d)"


def split_sentence(sentence: str, mention: str) -> tuple[str, str, str]:
    """Split a sentence into what stands before the figure, the figure, and what follows.

    The first occurrence that is not a piece of a longer number is taken; where the mention is not found, everything
    is before and the figure is empty.

    >>> split_sentence("15 میں سے 5 کمیون", "5")
    ('15 میں سے ', '5', ' کمیون')
    >>> split_sentence("1٫5 یا 15/5 یا 1,205، پھر 5۔", "5")
    ('1٫5 یا 15/5 یا 1,205، پھر ', '5', '۔')
    """
    if not mention:
        return sentence, "", ""
    whole = re.search(rf"{_NO_NUMBER_BEFORE}{re.escape(mention)}{_NO_NUMBER_BEHIND}", sentence)
    start = whole.start() if whole else sentence.find(mention)
    if start < 0:
        return sentence, "", ""
    end = start + len(mention)
    return sentence[:start], sentence[start:end], sentence[end:]


def web_address(url: str | None) -> str | None:
    """Give a URL back when it is http or https, None otherwise: a page's canonical link may say `javascript:`.

    >>> web_address("https://www.vietnam.vn/ur/x"), web_address("javascript:alert(1)"), web_address(None)
    ('https://www.vietnam.vn/ur/x', None, None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def deep_link(url: str, sentence: str, mention: str) -> str:
    """Add a text fragment to a URL, so that the browser opens the page at the figure and marks it.

    Form `#:~:text=before-,figure,-after` of the WICG draft URL Fragment Text Directives, words percent-encoded.

    >>> deep_link("https://example.com/a", "کل 5 کمیون", "5")
    'https://example.com/a#:~:text=%DA%A9%D9%84-,5,-%DA%A9%D9%85%DB%8C%D9%88%D9%86'
    """
    before, figure, after = split_sentence(sentence, mention)
    if not figure:
        return url
    # a word that touches the figure belongs to it: a fragment matches whole words only
    lead = [] if before and not before[-1].isspace() else before.split()[-CONTEXT_WORDS:]
    trail = [] if after and not after[0].isspace() else after.split()[:CONTEXT_WORDS]
    parts = [
        *([f"{_encoded(' '.join(lead))}-"] if lead else []),
        _encoded(figure),
        *([f"-{_encoded(' '.join(trail))}"] if trail else []),
    ]
    return f"{url}{'' if '#' in url else '#'}:~:text={','.join(parts)}"


def _encoded(text: str) -> str:
    # a hyphen is part of the directive's own syntax
    return quote(text, safe="").replace("-", "%2D")
