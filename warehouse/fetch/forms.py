"""Find, use, verify and revoke the form of a site's Urdu addresses where its index lists another language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from warehouse.fetch.archive import Archive
from warehouse.fetch.client import Client
from warehouse.fetch.editions import LearnedForm, Proof, UrlForm, form_among_links, form_between
from warehouse.fetch.errors import FetchError
from warehouse.fetch.intake import Candidate, Discovery
from warehouse.fetch.memory import Memory, Visit
from warehouse.fetch.reading import PageReader
from warehouse.fetch.robots import Robots
from warehouse.pages import PageRejected

REVOKE_AFTER: Final = 5
"""Derived pages in a row, gone or not Urdu, after which a verified form is no longer believed; unverified, one."""
LEARN_AGAIN_DAYS: Final = 7
"""Days for which a revoked form is not learned again."""


class Forms:
    """Hold what is known of one source's form during a run; `notes` tell what was learned, verified and revoked.

    The form is only ever taken from the site's own links: alternates in its sitemap, else in one listed page that is
    fetched for it (at most one a run), where that page redirects to, or links to `…/ur/<slug>` of a listed slug.
    """

    def __init__(self, memory: Memory, now: datetime, reader: PageReader) -> None:
        self._memory = memory
        self._reader = reader
        self._now = now
        self._misses = 0
        self.notes: list[str] = []

    def derived(
        self, found: Discovery, client: Client, robots: Robots, archive: Archive | None, pattern: str
    ) -> list[Candidate]:
        """Make the Urdu addresses of what is listed in another language; none without a proof.

        Without an `archive` (a dry run) no page is fetched to look for one.
        """
        if found.candidates:
            if found.pairs:
                listed, urdu, where = found.pairs[0]
                self._learn(form_between(listed, urdu), "sitemap alternate", where)
            return []
        if not found.others:
            return []
        if self._form() is None:
            self._seek(found.others, client, robots, archive)
        form = self._form()
        if form is None:
            return []
        made = [(form.form.of(one.url), one) for one in found.others]
        return [
            Candidate(url, one.lastmod, one.found_in, derived_from=one.url)
            for url, one in made
            if url and client.may_ask(url) and re.search(pattern, url)
        ]

    def judge(self, visit: Visit, urdu: bool | None) -> bool:
        """Take the outcome of a derived page (`urdu`: None where nobody can tell); say whether the form still holds."""
        form = self._form()
        if form is None:
            return False
        if visit.outcome in ("failed", "refused") or urdu is None:
            return True
        if urdu or visit.outcome == "unchanged":
            self._misses = 0
            if form.verified_at is None:
                self._memory.keep_form(replace(form, verified_at=self._now, verified_url=visit.url))
                self.notes.append(f"address form verified: {form.form} ({visit.url} is in Urdu)")
            return True
        self._misses += 1
        if form.verified_at is not None and self._misses < REVOKE_AFTER:
            return True
        why = visit.error or "not an Urdu article"
        self._memory.keep_form(replace(form, revoked_at=self._now, revoked_why=f"{visit.url}: {why}"))
        self.notes.append(f"address form revoked: {form.form} ({visit.url}: {why})")
        return False

    def _form(self) -> LearnedForm | None:
        form = self._memory.form()
        return None if form is None or form.revoked_at else form

    def _seek(self, listed: Sequence[Candidate], client: Client, robots: Robots, archive: Archive | None) -> None:
        """Fetch one listed page, the newest, and look whether it leads to its Urdu edition."""
        page = listed[0].url
        if archive is None:
            self.notes.append(f"nothing listed is of the pattern: a run would look at {page} for its Urdu edition")
            return
        try:
            answer = client.get(page, permit=robots.allowed)
            archive.write(answer)
            outline = self._reader.page_outline(answer.body, url=answer.url, content_type=answer.content_type)
        except (FetchError, PageRejected) as error:
            self.notes.append(f"no proof of an Urdu edition: {page}: {error}")
            return
        for target in outline.urdu if answer.status == 200 else ():
            if self._learn(form_between(page, target), "page alternate", page):
                return
        # a site that answers Accept-Language: ur with the Urdu edition shows its form so
        if (
            answer.url != page
            and outline.language == "ur"
            and self._learn(form_between(page, answer.url), "redirect", page)
        ):
            return
        among = form_among_links((one.url for one in listed), outline.links) if answer.status == 200 else None
        if among is None or not self._learn(among[0], "page link", page):
            self.notes.append(f"no proof of an Urdu edition: {page} (http {answer.status}) leads to none")

    def _learn(self, form: UrlForm | None, proof: Proof, where: str) -> bool:
        known = self._memory.form()
        if form is None:
            return False
        if known is not None and known.form == form:
            if known.revoked_at is None:
                return True
            if self._now - known.revoked_at < timedelta(days=LEARN_AGAIN_DAYS):
                self.notes.append(f"address form not believed: {form} was revoked ({known.revoked_why})")
                return True
        self._memory.keep_form(LearnedForm(form, proof, where, self._now))
        self.notes.append(f"address form learned: {form} ({proof} at {where})")
        return True
