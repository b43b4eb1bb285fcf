"""Learn how a site makes the address of its Urdu edition from the address that it lists, from its own links alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

Proof = Literal["sitemap alternate", "page alternate", "redirect", "page link"]


@dataclass(frozen=True)
class UrlForm:
    """Say that an address `listed` + rest has its Urdu edition at `urdu` + rest, where rest has `steps` path steps.

    >>> form = UrlForm("https://www.vietnam.vn/", "https://www.vietnam.vn/ur/", 1)
    >>> form.of("https://www.vietnam.vn/lang-son"), form.of("https://www.vietnam.vn/en/lang-son")
    ('https://www.vietnam.vn/ur/lang-son', None)
    """

    listed: str
    urdu: str
    steps: int

    def of(self, url: str) -> str | None:
        """Give the address of the Urdu edition; None for an address that the proof says nothing about."""
        rest = url.removeprefix(self.listed)
        if rest in ("", url) or len(_steps(rest)) != self.steps:
            return None
        return self.urdu + rest

    def __str__(self) -> str:
        return f"{self.listed}{{slug}} → {self.urdu}{{slug}}"


@dataclass(frozen=True)
class LearnedForm:
    """Hold a form with its proof (the address where the pair was seen) and what its use showed; times UTC, naive.

    A form without `verified_at` has yet to give its first Urdu page; one with `revoked_at` is not used.
    """

    form: UrlForm
    proof: Proof
    proof_url: str
    learned_at: datetime
    verified_at: datetime | None = None
    verified_url: str | None = None
    revoked_at: datetime | None = None
    revoked_why: str | None = None


def form_between(listed: str, urdu: str) -> UrlForm | None:
    """Read the form from one pair: the two may differ at the head only, and share the last step (the slug) at least.

    >>> print(form_between("https://a.vn/2026/07/bai", "https://a.vn/ur/2026/07/bai"))
    https://a.vn/{slug} → https://a.vn/ur/{slug}
    >>> form_between("https://a.vn/bai", "https://a.vn/ur/another-slug") is None
    True
    """
    if listed == urdu or urlsplit(listed).query or urlsplit(urdu).query:
        return None
    one, other = _split(listed), _split(urdu)
    if one is None or other is None:
        return None
    shared = 0
    while shared < min(len(one[1]), len(other[1])) and one[1][-1 - shared] == other[1][-1 - shared]:
        shared += 1
    if shared == 0 or one[1][-1] == "":
        return None
    heads = [root + "".join(f"{step}/" for step in path[: len(path) - shared]) for root, path in (one, other)]
    return UrlForm(heads[0], heads[1], shared)


def form_among_links(listed: Iterable[str], links: Iterable[str]) -> tuple[UrlForm, str] | None:
    """Read the form from links to `…/ur/<slug>` where `<slug>` is listed; give it with the link that shows it."""
    by_slug = {path[-1]: url for url in listed if (parts := _split(url)) and (path := parts[1]) and path[-1]}
    for link in links:
        parts = _split(link)
        if parts is None or not parts[1] or "ur" not in (*parts[1][:-1], urlsplit(link).netloc.split(".")[0]):
            continue
        twin = by_slug.get(parts[1][-1])
        form = form_between(twin, link) if twin else None
        if form:
            return form, link
    return None


def _split(url: str) -> tuple[str, list[str]] | None:
    """Split an address into its root (`https://host/`) and its path steps."""
    parts = urlsplit(url)
    if not parts.netloc or parts.path in ("", "/"):
        return None
    return f"{parts.scheme}://{parts.netloc}/", _steps(parts.path.removeprefix("/"))


def _steps(path: str) -> list[str]:
    # a final slash belongs to the slug: it is kept when the slug moves to another head
    ends_open = path.endswith("/")
    steps = path.strip("/").split("/")
    return [*steps[:-1], steps[-1] + "/"] if ends_open else steps
