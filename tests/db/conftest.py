"""A small real warehouse for the tests: few places, the shipped indicators, articles made from tables of rows."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from warehouse.db.connect import open_work
from warehouse.db.load import load
from warehouse.db.migrate import migrate
from warehouse.db.refresh import refresh
from warehouse.db.runs import count_run, start_run
from warehouse.db.seed import seed
from warehouse.figures.schemas import ARTICLES, FIGURES, MILESTONES, QUARANTINE
from warehouse.home import Home
from warehouse.lexicon import Lexicon, load_lexicon

UNITS = """place_id,path,name_vi,name_ascii,name_ur,kind,parent_id,valid_from,valid_to,iso_code
VN,Việt Nam,Việt Nam,Viet Nam,ویتنام,country,,,,VN
OLD-A,Alpha,Alpha,Alpha,الفا,province,VN,,2025-06-30,
OLD-B,Beta,Beta,Beta,بیٹا,province,VN,,2025-06-30,
OLD-C,Gamma,Gamma,Gamma,گاما,province,VN,,2025-06-30,
OLD-A1,Alpha/One,One,One,ون,district,OLD-A,,2025-06-30,
OLD-A2,Alpha/Two,Two,Two,ٹو,district,OLD-A,,2025-06-30,
OLD-A11,Alpha/One/Split,Split,Split,سپلٹ,commune,OLD-A1,,2025-06-30,
NEW-A,Alpha,Alpha,Alpha,الفا,province,VN,2025-07-01,,
NEW-C,Gamma,Gamma,Gamma,گاما,province,VN,2025-07-01,,
NEW-A1,Alpha/First,First,First,فرسٹ,commune,NEW-A,2025-07-01,,
NEW-A2,Alpha/Second,Second,Second,سیکنڈ,commune,NEW-A,2025-07-01,,
"""
CROSSWALK = """old_id,new_id,whole
OLD-A,NEW-A,1
OLD-B,NEW-A,1
OLD-C,NEW-C,1
OLD-A11,NEW-A1,0
OLD-A11,NEW-A2,0
"""
PATHS = {line.split(",")[0]: line.split(",")[1] for line in UNITS.splitlines()[1:]}

Row = dict[str, Any]


@pytest.fixture(scope="session")
def small_lexicon() -> Lexicon:
    files = dict(load_lexicon().files) | {
        "places/units.csv": UNITS.encode(),
        "places/crosswalk.csv": CROSSWALK.encode(),
        "places/regions.csv": b"place_id,path,name_vi,name_en,name_ur\nR-1,region:North,North,North,x\n",
        "places/countries.csv": "place_id,path,name_ur\nLA,Laos,لاؤس\n".encode(),
    }
    return Lexicon(files, "0123456789ab")


@pytest.fixture(scope="session")
def empty_warehouse(tmp_path_factory: pytest.TempPathFactory, small_lexicon: Lexicon) -> Path:
    path = tmp_path_factory.mktemp("empty") / "work.duckdb"
    with open_work(path) as con:
        migrate(con)
        seed(con, small_lexicon)
        refresh(con)
    return path


@pytest.fixture
def work(tmp_path: Path, empty_warehouse: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    return Path(shutil.copyfile(empty_warehouse, home / "work.duckdb"))


def as_date(text: str) -> date | None:
    return date.fromisoformat(text) if text.strip() not in {"", "-"} else None


def read_table(table: str) -> list[list[str]]:
    """Read rows of cells set apart by `|`; blank lines and lines of `#` are skipped."""
    lines = [line.strip() for line in table.strip().splitlines()]
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]


def figure_row(cells: list[str]) -> Row:
    """Make a figure from `published | role | value | unit | basis | start | end | more`, more as `key=value` words."""
    published, role, value, unit, basis, start, end, *rest = cells
    more = dict(word.split("=", 1) for word in (rest[0].split() if rest else []))
    numbers = {key: float(more.pop(key)) for key in ("value_high", "out_of", "confidence") if key in more}
    place_id = more.pop("place_id", "OLD-A")
    return {
        **dict.fromkeys(FIGURES, None),
        "published": as_date(published),
        "source": more.pop("source", "A paper"),
        "article": more.pop("article", None),
        "role": role,
        "value": float(value),
        "unit": unit,
        "basis": None if basis in {"", "-"} else basis,
        "period_start": as_date(start),
        "period_end": as_date(end),
        "comparator": "eq",
        "confidence": 0.9,
        "indicator": "ocop.products",
        "place_id": place_id,
        "place": PATHS[place_id],
        **numbers,
        **more,
    }


@pytest.fixture
def figure_rows() -> Callable[[str], list[Row]]:
    return lambda table: [figure_row(cells) for cells in read_table(table)]


@pytest.fixture
def frames() -> Callable[[list[Row]], dict[str, pl.DataFrame]]:
    return make_frames


def make_frames(rows: list[Row]) -> dict[str, pl.DataFrame]:
    """Make the loader's frames: rows that name one `article` share it, others have an article each."""
    articles: dict[str, Row] = {}
    figures = []
    for number, row in enumerate(rows):
        key = row["article"] or f"article-{number:03}"
        url = f"https://news.example/{key}"
        article = articles.setdefault(
            key,
            {
                "article_id": key,
                "url": url,
                "title": key,
                "source": row["source"],
                "published": row["published"],
                "paragraphs": [],
                "fetched_at": datetime.fromisoformat("2026-01-01"),
            },
        )
        mention = f"{row['value']:g}"
        # the number of the row keeps paragraphs apart that say the same
        paragraph = row.get("text") or f"{mention} in row {number}"
        article["paragraphs"].append(paragraph)
        start = paragraph.index(mention)
        span = {"char_start": start, "char_end": start + len(mention), "mention": mention, "sentence": paragraph}
        figures.append({**row, **span, "article_id": key, "p": len(article["paragraphs"]) - 1})
    return {
        "articles": pl.DataFrame(list(articles.values()), schema={**ARTICLES, "fetched_at": pl.Datetime("us")}),
        "figures": pl.DataFrame([{key: row[key] for key in FIGURES} for row in figures], schema=FIGURES),
        "quarantine": pl.DataFrame(schema=QUARANTINE),
        "milestones": pl.DataFrame(schema=MILESTONES),
    }


@pytest.fixture
def filled(work: Path) -> Callable[[str], Any]:
    """Return a context manager: the work database with the figures of a table, loaded and refreshed."""

    @contextmanager
    def fill(table: str) -> Iterator[duckdb.DuckDBPyConnection]:
        with open_work(work) as con:
            run_id = start_run(con, command="ingest")
            rows = [figure_row(cells) for cells in read_table(table)]
            result = load(con, **make_frames(rows), run_id=run_id, extractor_version="test")
            assert result.failed == ()
            refresh(con)
            yield con

    return fill


@pytest.fixture
def home(work: Path) -> Home:
    return Home(work.parent)


@pytest.fixture
def five_figures() -> str:
    return """
    2024-01-10 | target      | 100 | count | stock |  | 2024-12-31 |
    2024-07-01 | achievement |  80 | count | stock |  | 2024-07-01 |
    2024-09-01 | achievement |  85 | count | stock |  | 2024-09-01 | source=B
    2024-09-01 | achievement |  95 | count | stock |  | 2024-09-01 | source=C
    2024-09-01 | context     |   3 | count |       |  |            |
    """


@pytest.fixture
def ingest(home: Home, five_figures: str) -> Callable[..., str]:
    """Return a function: the figures of a table come in as a run would bring them; gives the run's id."""

    def run(table: str = five_figures, **changes: Any) -> str:
        with open_work(home.work) as con:
            run_id = start_run(con, command="ingest")
            count_run(con, run_id, pages_discovered=5)
            rows = [figure_row(cells) | changes for cells in read_table(table)]
            load(con, **make_frames(rows), run_id=run_id, extractor_version="v")
            refresh(con)
        return run_id

    return run
