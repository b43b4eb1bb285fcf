"""A site whose index lists another language: Urdu addresses are made only where the site's own links prove how."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from warehouse import pages
from warehouse.fetch import Archive, Harvest, Memory, harvest
from warehouse.fetch.editions import form_among_links, form_between
from warehouse.fetch.sitemap import Location
from warehouse.fetch.survey import proven_form
from warehouse.settings import Settings, Source

NOW = datetime.fromisoformat("2026-07-08T12:00:00")
SLUGS = ("lang-son-xay-cau", "ha-giang-trong-rung", "hue-mo-cang", "ca-mau-nuoi-tom", "son-la-lam-duong")
URDU = "صوبے نے اس سال 25 کمیون میں نئے دیہی معیار پورے کیے ہیں اور آئندہ سال کا منصوبہ بھی بنا لیا ہے۔"
VIETNAMESE = "Tỉnh đã hoàn thành hai mươi lăm xã nông thôn mới trong năm nay và lập kế hoạch cho năm sau. " * 3


def urdu(slug: str) -> str:
    return (
        f'<html lang="ur"><title>{slug} میں ترقی</title><article><h1>صوبے میں ترقی</h1><p>{URDU}</p></article></html>'
    )


def vietnamese(head: str = "", body: str = "") -> str:
    text = f"<article><p>{VIETNAMESE}</p></article>"
    return f'<html lang="vi"><head>{head}<title>Bài</title></head><body>{body}{text}</body></html>'


class Bilingual:
    """A site that lists `/<slug>` and has `/ur/<slug>`; what its pages say of each other is up to the test."""

    def __init__(self, site: Any, root: Path) -> None:
        self.site = site
        self.source = Source(
            name="two", start=(f"{site.url}/sitemap.xml",), url_pattern="/ur/", allow_private=True, crawl_delay=0
        )
        self.memory = Memory()
        self.archive = Archive(root)
        self.list(*SLUGS)
        for slug in SLUGS:
            self.show(f"/{slug}", vietnamese())
            self.show(f"/ur/{slug}", urdu(slug))

    def list(self, *slugs: str, extra: Callable[[str], str] = lambda slug: "") -> None:
        times = [f"2026-07-0{7 - n // 4}T0{n}:00Z" for n in range(len(slugs))]
        rows = (
            f"<url><loc>{self.site.url}/{slug}</loc><lastmod>{when}</lastmod>{extra(slug)}</url>"
            for slug, when in zip(slugs, times, strict=True)
        )
        space = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
        self.show("/sitemap.xml", f"<urlset {space}>{''.join(rows)}</urlset>", kind="application/xml")

    def show(
        self, path: str, text: str, status: int = 200, kind: str = "text/html; charset=utf-8", to: str = ""
    ) -> None:
        self.site.show(path, text, status, Content_Type=kind, **({"Location": to} if to else {}))

    def run(self, now: datetime = NOW) -> Harvest:
        return harvest(
            self.source,
            since=date(2026, 7, 1),
            memory=self.memory,
            archive=self.archive,
            reader=pages,
            settings=Settings(sources=(self.source,)),
            now=now,
        )


@pytest.fixture
def two(site: Any, tmp_path: Path) -> Bilingual:
    return Bilingual(site, tmp_path)


NEWEST = SLUGS[3]


def head_link(two: Bilingual) -> None:
    link = f'<link rel="alternate" hreflang="ur" href="/ur/{NEWEST}"><link rel="alternate" hreflang="en" href="/en/x">'
    two.show(f"/{NEWEST}", vietnamese(link))


def switcher(two: Bilingual) -> None:
    two.show(f"/{NEWEST}", vietnamese(body=f'<a hreflang="ur-PK" href="/ur/{NEWEST}">Urdu</a>'))


def related(two: Bilingual) -> None:
    # no hreflang anywhere, but a link to the Urdu page of another listed article
    two.show(f"/{NEWEST}", vietnamese(body=f'<a href="/en/{SLUGS[0]}">x</a><a href="/ur/{SLUGS[0]}">y</a>'))


def redirect(two: Bilingual) -> None:
    two.show(f"/{NEWEST}", "", status=302, to=f"/ur/{NEWEST}")


@pytest.mark.parametrize(
    ("proof", "kind"),
    [
        (head_link, "page alternate"),
        (switcher, "page alternate"),
        (related, "page link"),
        (redirect, "redirect"),
    ],
)
def test_the_form_is_learned_from_one_page_and_verified_by_the_first(
    two: Bilingual, proof: Callable[[Bilingual], None], kind: str
) -> None:
    proof(two)
    done = two.run()
    assert done.problems == []
    assert sorted(visit.url for visit in done.visits) == sorted(f"{two.site.url}/ur/{slug}" for slug in SLUGS)
    assert {visit.outcome for visit in done.visits} == {"new"}
    learned = two.memory.form()
    assert learned is not None
    assert (learned.proof, learned.proof_url) == (kind, f"{two.site.url}/{NEWEST}")
    assert str(learned.form) == f"{two.site.url}/{{slug}} → {two.site.url}/ur/{{slug}}"
    assert learned.verified_url == done.visits[0].url
    assert [note.partition(":")[0] for note in done.notes] == ["address form learned", "address form verified"]
    listed_asked = [path for path in two.site.pages_asked if path.count("/") == 1 and path != "/sitemap.xml"]
    assert listed_asked == [f"/{NEWEST}"]
    two.list(*SLUGS, "new-one")
    two.show("/ur/new-one", urdu("new-one"))
    asked = len(two.site.asked)
    assert [visit.url for visit in two.run().visits] == [f"{two.site.url}/ur/new-one"]
    assert two.site.asked[asked:] == ["/robots.txt", "/sitemap.xml", "/ur/new-one"]  # the form is remembered


def test_without_a_proof_no_address_is_made(two: Bilingual) -> None:
    done = two.run()
    assert done.visits == []
    assert two.memory.form() is None
    assert done.problems == ["no article address: 5 were listed, left out 5 by pattern"]
    assert done.notes == [f"no proof of an Urdu edition: {two.site.url}/{NEWEST} (http 200) leads to none"]
    assert [path for path in two.site.pages_asked if path != "/sitemap.xml"] == [f"/{NEWEST}"]


def test_a_sitemap_with_alternates_is_taken_at_its_word(two: Bilingual) -> None:
    def alternate(slug: str) -> str:
        url = f"{two.site.url}/ur/{slug}"
        return f'<xhtml:link rel="alternate" hreflang="ur" href="{url}"/>' if slug != "hue-mo-cang" else ""

    two.list(*SLUGS, extra=alternate)
    done = two.run()
    # the one that names no Urdu edition has none
    assert f"{two.site.url}/ur/hue-mo-cang" not in {visit.url for visit in done.visits}
    assert len(done.visits) == 4
    learned = two.memory.form()
    assert learned is not None
    assert (learned.proof, learned.proof_url) == ("sitemap alternate", f"{two.site.url}/sitemap.xml")


@pytest.mark.parametrize("why", ["http 404", "not an Urdu article"])
def test_a_first_page_that_is_not_there_or_not_urdu_revokes_the_form(two: Bilingual, why: str) -> None:
    head_link(two)
    two.show(f"/ur/{NEWEST}", vietnamese(), status=404 if why == "http 404" else 200)
    done = two.run()
    assert len(done.visits) == 1
    assert done.left == 4
    learned = two.memory.form()
    assert learned is not None
    assert learned.revoked_why == f"{two.site.url}/ur/{NEWEST}: {why}"
    assert two.run(NOW + timedelta(hours=1)).visits == []
    two.show(f"/ur/{NEWEST}", urdu(NEWEST))
    again = two.run(NOW + timedelta(days=8))
    assert len(again.visits) >= 4
    learned = two.memory.form()
    assert learned is not None
    assert learned.revoked_at is None


def test_a_verified_form_bears_some_untranslated_pages_and_falls_with_many(two: Bilingual) -> None:
    head_link(two)
    two.show(f"/ur/{SLUGS[0]}", "no such page", status=404)
    assert {visit.outcome for visit in two.run().visits} == {"new", "gone"}
    learned = two.memory.form()
    assert learned is not None
    assert learned.revoked_at is None
    two.list(*(f"untranslated-{n}" for n in range(8)))
    done = two.run(NOW + timedelta(hours=1))
    assert len(done.visits) == 5
    assert done.left == 3
    assert done.notes[-1].startswith("address form revoked")


def test_a_failing_site_neither_verifies_nor_revokes(two: Bilingual) -> None:
    head_link(two)
    for slug in SLUGS:
        two.show(f"/ur/{slug}", "forbidden", status=403)
    done = two.run()
    assert {visit.outcome for visit in done.visits} == {"failed"}
    learned = two.memory.form()
    assert learned is not None
    assert (learned.verified_at, learned.revoked_at) == (None, None)


@pytest.mark.parametrize(
    ("listed", "urdu_url", "other", "made"),
    [
        ("https://a.vn/x", "https://a.vn/ur/x", "https://a.vn/y", "https://a.vn/ur/y"),
        ("https://a.vn/x/", "https://a.vn/ur/x/", "https://a.vn/y/", "https://a.vn/ur/y/"),
        ("https://a.vn/vi/x.html", "https://a.vn/ur/x.html", "https://a.vn/vi/y.html", "https://a.vn/ur/y.html"),
        ("https://a.vn/x", "https://ur.a.vn/x", "https://a.vn/y", "https://ur.a.vn/y"),
        ("https://a.vn/2026/07/x", "https://a.vn/ur/2026/07/x", "https://a.vn/2025/01/y", "https://a.vn/ur/2025/01/y"),
        ("https://a.vn/x", "https://a.vn/ur/x", "https://a.vn/en/y", None),
        ("https://a.vn/x", "https://a.vn/ur/x", "https://a.vn/", None),
        ("https://a.vn/vi/x", "https://a.vn/ur/x", "https://a.vn/en/y", None),
        ("https://a.vn/x", "https://a.vn/ur/x", "https://b.vn/y", None),
    ],
)
def test_a_form_speaks_only_for_addresses_like_its_proof(listed: str, urdu_url: str, other: str, made: str) -> None:
    form = form_between(listed, urdu_url)
    assert form is not None
    assert form.of(listed) == urdu_url
    assert form.of(other) == made


def test_a_first_look_says_what_proves_the_form() -> None:
    listed = [Location("https://a.vn/x"), Location("https://a.vn/y")]
    form = "https://a.vn/{slug} → https://a.vn/ur/{slug}"
    by_page = proven_form("https://a.vn/x", ["https://a.vn/ur/x"], [], listed)
    assert by_page == f"{form} (page alternate: https://a.vn/x)"
    # an Urdu page whose slug the sitemap lists without a language
    assert proven_form("https://a.vn/ur/y", [], [], listed) == f"{form} (page link: https://a.vn/ur/y)"
    both = [Location("https://a.vn/z", alternates={"ur": "https://a.vn/ur/z"})]
    assert proven_form("https://a.vn/q", [], [], both) == f"{form} (sitemap alternate: https://a.vn/z)"
    assert proven_form("https://a.vn/x", [], ["https://a.vn/en/x"], listed) is None


def test_pairs_that_share_no_slug_prove_nothing() -> None:
    assert form_between("https://a.vn/x", "https://a.vn/ur/y") is None
    assert form_between("https://a.vn/x?id=1", "https://a.vn/ur/x") is None
    assert form_between("https://a.vn/", "https://a.vn/ur/") is None
    assert form_between("https://a.vn/x", "https://a.vn/x") is None
    assert (
        form_among_links(["https://a.vn/x"], ["https://a.vn/tag/x", "https://a.vn/ur/z", "https://a.vn/en/x"]) is None
    )
