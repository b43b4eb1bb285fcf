"""The report in a real browser: readable, isolated, and deaf to what a page tries to smuggle in."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from bs4 import BeautifulSoup

from warehouse.db.connect import open_work
from warehouse.db.load import load
from warehouse.db.migrate import migrate
from warehouse.db.publish import publish
from warehouse.db.refresh import refresh
from warehouse.db.runs import start_run
from warehouse.db.seed import seed
from warehouse.figures.schemas import ARTICLES, FIGURES, MILESTONES, QUARANTINE
from warehouse.home import Home
from warehouse.lexicon import load_lexicon
from warehouse.report import write_site

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
EVIL_TITLE = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
EVIL_URL = "javascript:document.title='owned'"
TARGET = "2024 کے آخر تک ضلع میں 20 کمیون معیار پر پورا اتریں گے۔"
RESULT = "2024 کے آخر تک 120 میں سے 20 نہیں بلکہ 18 کمیون <b>معیار</b> پر پورا اترے۔"

ALARMING = (
    "insert into core.source_run select ?, '<b>paper</b>', now(), 1, 'http 503: <i>/sitemap.xml</i>', "
    "0, 0, 0, 0, 0, 0, 0, 0, map(), 0, 0, 0, 0, 0"
)


def figure(paragraph: str, mention: str, value: float, role: str, article: str) -> dict[str, Any]:
    start = paragraph.rfind(mention)
    return {
        **dict.fromkeys(FIGURES),
        **{"article_id": article, "p": 0, "char_start": start, "char_end": start + len(mention), "sentence": paragraph},
        **{"mention": mention, "value": value, "unit": "count", "comparator": "eq", "role": role, "basis": "stock"},
        **{"period_end": date(2024, 12, 31), "place": "Hà Tĩnh/Cẩm Xuyên", "programme": "NRD", "confidence": 0.9},
        "place_id": next(
            row["place_id"] for row in load_lexicon().rows("places/units.csv") if row["path"] == "Hà Tĩnh/Cẩm Xuyên"
        ),
        "indicator": "nrd.communes_standard",
    }


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the report of a release whose pages try everything."""
    home = Home(tmp_path_factory.mktemp("home"))
    articles = [
        {
            "article_id": EVIL_URL,
            "url": EVIL_URL,
            "title": EVIL_TITLE,
            "source": "Báo <Hà Tĩnh>",
            "published": date(2024, 1, 5),
        },
        {
            "article_id": "http://127.0.0.1/ur/b",
            "url": "http://127.0.0.1/ur/b",
            "title": "نتیجہ",
            "published": date(2025, 1, 5),
        },
    ]
    rows = [{**article, "paragraphs": [text]} for article, text in zip(articles, (TARGET, RESULT), strict=True)]
    found = [
        figure(TARGET, "20", 20.0, "target", EVIL_URL),
        figure(RESULT, "18", 18.0, "achievement", "http://127.0.0.1/ur/b"),
    ]
    with open_work(home.work) as con:
        migrate(con)
        seed(con, load_lexicon())
        run_id = start_run(con, command="test")
        frame = pl.DataFrame(rows, schema=ARTICLES).with_columns(fetched_at=pl.lit(datetime(2025, 1, 6)))  # noqa: DTZ001
        load(
            con,
            articles=frame,
            figures=pl.DataFrame(found, schema=FIGURES),
            quarantine=pl.DataFrame(schema=QUARANTINE),
            milestones=pl.DataFrame(schema=MILESTONES),
            run_id=run_id,
            extractor_version="test",
        )
        con.execute(ALARMING, [run_id])
        refresh(con)
    release = publish(home, run_id=run_id, keep=2)
    return write_site(release.path, home.report).parent


def pages(report: Path) -> dict[str, BeautifulSoup]:
    return {
        str(path.relative_to(report)): BeautifulSoup(path.read_text("utf-8"), "lxml") for path in report.rglob("*.html")
    }


def test_there_is_an_index_and_a_page_an_indicator_in_both_languages(report: Path) -> None:
    assert set(pages(report)) == {
        *("index.html", "indicator/nrd.communes_standard.html"),
        *("ur/index.html", "ur/indicator/nrd.communes_standard.html"),
    }


def test_every_link_between_pages_leads_somewhere(report: Path) -> None:
    for name, soup in pages(report).items():
        inner = [link["href"] for link in soup.find_all("a", href=True) if not link["href"].startswith("http")]
        assert inner
        assert all((report / name).parent.joinpath(href).resolve().is_file() for href in inner), name


def test_nothing_but_the_one_style_sheet_may_act(report: Path) -> None:
    for soup in pages(report).values():
        policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy
        assert not soup.find_all(["script", "img", "iframe", "object", "form", "link"])
        assert not [
            tag for tag in soup.find_all(True) if any(key == "style" or key.startswith("on") for key in tag.attrs)
        ]
        assert all(
            link["href"].startswith(("http://127.0.0.1/", "../", "ur/", "indicator/", "index")) for link in soup("a")
        )


def test_sources_that_give_cause_for_doubt_are_named_in_both_languages(report: Path) -> None:
    for name in ("index.html", "ur/index.html"):
        soup = pages(report)[name]
        rows = [[cell.get_text() for cell in row("th") + row("td")] for row in soup.find_all("tr")]
        assert ["<b>paper</b>", "part of an index: http 503: <i>/sitemap.xml</i>"] in rows


def test_the_sentences_are_there_with_the_right_number_marked(report: Path) -> None:
    soup = pages(report)["indicator/nrd.communes_standard.html"]
    sentences = {quote.get_text().strip(): quote.mark.get_text() for quote in soup.find_all("blockquote")}
    assert sentences == {TARGET: "20", RESULT: "18"}
    assert all(quote.p["lang"] == "ur" and quote.p["dir"] == "rtl" for quote in soup.find_all("blockquote"))
    (link,) = [a["href"] for a in soup.find_all("a") if a["href"].startswith("http")]
    assert re.fullmatch(r"http://127\.0\.0\.1/ur/b#:~:text=[^,]+-,18,-[^,]+", link)


def test_every_number_and_date_is_isolated_from_the_urdu_around_it(report: Path) -> None:
    for name, soup in pages(report).items():
        loose = [
            text
            for text in soup.body.find_all(string=re.compile(r"\d"))
            if not text.find_parent(["bdi", "time", "blockquote", "code", "style", "svg"])
        ]
        assert not loose, name


@pytest.mark.chromium
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.parametrize("name", ["index.html", "ur/indicator/nrd.communes_standard.html"])
def test_a_real_browser_shows_it_and_runs_nothing(name: str, report: Path, tmp_path: Path) -> None:
    base = [
        str(CHROMIUM),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path}",
        "--enable-logging=stderr",
    ]
    url = (report / name).as_uri()
    shown = subprocess.run([*base, "--dump-dom", url], capture_output=True, text=True, check=True, timeout=120)
    soup = BeautifulSoup(shown.stdout, "lxml")
    assert soup.title.get_text().endswith("Hadaf")
    assert soup.html["dir"] == ("rtl" if name.startswith("ur/") else "ltr")
    assert "owned" not in soup.title.get_text()
    complaints = [line for line in shown.stderr.splitlines() if "CONSOLE" in line]
    assert not complaints
    picture = tmp_path / "phone.png"
    # a style sheet that the policy refused would leave a page wider than the phone
    subprocess.run(
        [*base, "--hide-scrollbars", "--window-size=500,900", f"--screenshot={picture}", url],
        check=True,
        timeout=120,
        capture_output=True,
    )
    assert picture.stat().st_size > 10_000
