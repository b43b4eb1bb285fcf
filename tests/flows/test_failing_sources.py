"""Sites that fail: an index that is gone or empty must never look like a day without news."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.prefect


@pytest.fixture
def site(small_site: Any, tmp_path: Path) -> Any:
    """Write a config for a site and give its pages."""
    config = f"""
[fetch]
max_failed_share = 0.3
[[source]]
name = "small"
start = ["{small_site.base}/sitemap.xml"]
crawl_delay = 0
allow_private = true
"""
    (tmp_path / "hadaf.toml").write_text(config, encoding="utf-8")
    return small_site.pages


def sitemap(*paths: str) -> tuple[int, str, str]:
    urls = "".join(f"<url><loc>BASE{path}</loc></url>" for path in paths)
    return 200, "application/xml", f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def article(text: str) -> tuple[int, str, str]:
    filler = "ضلع کے لوگوں نے اس پروگرام میں بھرپور حصہ لیا اور حکام نے ان کی کوششوں کو سراہا۔"
    head = '<title>نئے دیہی علاقے</title><meta property="article:published_time" content="2024-03-01">'
    body = f"<article><h1>نئے دیہی علاقے</h1><p>{text}</p><p>{filler}</p></article>"
    return 200, "text/html; charset=utf-8", f'<html lang="ur"><head>{head}</head><body>{body}</body></html>'


GOOD = "2023 کے آخر تک ہا ٹین صوبے میں 17 کمیون نئے دیہی معیارات پر پورا اترتے ہیں۔"


@pytest.mark.parametrize(
    ("index", "said"),
    [
        ((403, "text/html", "forbidden"), "no index could be read"),
        ((200, "application/xml", '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>'), "lists nothing"),
        ((200, "text/html", "<html><body>please enable cookies</body></html>"), "no index could be read"),
    ],
    ids=["403", "empty", "a web page"],
)
def test_an_index_that_cannot_be_read_is_a_failure(
    index: Any, said: str, site: Any, hadaf_on_server: Any, tmp_path: Path
) -> None:
    site["/sitemap.xml"] = index
    done = hadaf_on_server("--home", tmp_path, "--json", "ingest")
    assert done.returncode == 1
    assert said in done.stderr
    assert json.loads(done.stdout)["exit_code"] == 1
    assert not (tmp_path / "warehouse.duckdb").exists()


def test_some_failed_pages_are_published_with_3_and_too_many_end_with_1(
    site: Any, hadaf_on_server: Any, tmp_path: Path
) -> None:
    good = {f"/ur/good-{n}": article(GOOD) for n in range(4)}
    site.update(good)
    site["/sitemap.xml"] = sitemap(*good, "/ur/broken", "/ur/gone")
    site["/ur/broken"] = (500, "text/plain", "oops")
    site["/ur/gone"] = (410, "text/plain", "gone")
    some = hadaf_on_server("--home", tmp_path, "--json", "ingest")
    assert some.returncode == 3, some.stderr
    outcome = json.loads(some.stdout)
    assert (outcome["pages_new"], outcome["pages_failed"], outcome["pages_gone"]) == (4, 1, 1)
    assert outcome["status"] == "published"
    release = (tmp_path / "warehouse.duckdb").resolve()
    for n in range(5):
        # no passing trouble, so that it is not asked three times
        site[f"/ur/more-{n}"] = (403, "text/plain", "no")
    site["/sitemap.xml"] = sitemap(*good, "/ur/broken", *(f"/ur/more-{n}" for n in range(5)))
    many = hadaf_on_server("--home", tmp_path, "ingest")
    assert many.returncode == 1
    assert "more than max_failed_share" in many.stderr
    assert (tmp_path / "warehouse.duckdb").resolve() == release


def test_pages_without_a_single_figure_are_a_failure(site: Any, hadaf_on_server: Any, tmp_path: Path) -> None:
    site["/sitemap.xml"] = sitemap("/ur/wordy")
    site["/ur/wordy"] = article("ضلع میں نئے دیہی علاقوں کی تعمیر کا کام جاری ہے اور لوگ خوش ہیں۔")
    done = hadaf_on_server("--home", tmp_path, "ingest")
    assert done.returncode == 1
    assert "not one figure was found" in done.stderr


def test_a_dry_run_lists_and_stores_nothing(site: Any, hadaf_on_server: Any, tmp_path: Path) -> None:
    site["/sitemap.xml"] = sitemap("/ur/one", "/ur/two")
    done = hadaf_on_server("--home", tmp_path, "ingest", "--dry-run")
    assert done.returncode == 0, done.stderr
    assert sorted(line.rpartition("/")[2] for line in done.stdout.splitlines()) == ["one", "two"]
    assert not (tmp_path / "work.duckdb").exists()


def test_doctor_probes_a_page_and_shows_what_it_read(site: Any, hadaf_on_server: Any, tmp_path: Path) -> None:
    site["/ur/one"] = article(GOOD)
    start = (tmp_path / "hadaf.toml").read_text("utf-8").split('start = ["')[1].split("/sitemap")[0]
    done = hadaf_on_server("--home", tmp_path, "--json", "doctor", "--probe", f"{start}/ur/one")
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["robots"] == "allowed"
    assert seen["indexes"] == [f"http 404: {start}/sitemap.xml"]
    assert (seen["etag"], seen["url_form"]) == (None, "not proven")
    assert seen["published"] == "2024-03-01"
    assert any(figure.startswith("17") for figure in seen["figures"])
