"""Look an installation over: what a run needs, each with what was found."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from warehouse.db.connect import STORAGE_VERSION
from warehouse.db.lock import hold
from warehouse.errors import AlreadyRunning, HadafError
from warehouse.home import Home
from warehouse.lexicon import load_lexicon
from warehouse.pipeline import health
from warehouse.settings import Settings

PACKAGES: Final = ("hadaf", "duckdb", "polars", "prefect", "fastapi", "httpx2", "beautifulsoup4", "lxml")
LEAST_DISK_GB: Final = 2.0
"""A publish copies the database, and the archive only grows."""
NASTALIQ: Final = "Noto Nastaliq Urdu"


@dataclass(frozen=True)
class Finding:
    """Say of one thing what was found and whether a run can live with it."""

    what: str
    good: bool
    found: str


def examine(home: Home, settings: Settings) -> list[Finding]:
    """Look over versions, home, disk, lock, config, lexicon and fonts; nothing is changed."""
    return [*_versions(), *_home(home), _lock(home), _sources(settings), _lexicon(home), _font()]


def _versions() -> Iterator[Finding]:
    yield Finding("python", sys.version_info >= (3, 11), platform.python_version())
    for name in PACKAGES:
        try:
            found = version(name)
        except PackageNotFoundError:
            yield Finding(name, False, "not installed")
            continue
        # 0.151 and later break every flow of this Prefect
        broken = name == "fastapi" and tuple(map(int, found.split(".")[:2])) >= (0, 151)
        yield Finding(name, not broken, f"{found}, breaks Prefect: run `make setup`" if broken else found)
    yield Finding("storage", True, f"releases are written as {STORAGE_VERSION}: DuckDB 1.4 and later open them")


def _home(home: Home) -> Iterator[Finding]:
    place = next(folder for folder in (home.root.resolve(), *home.root.resolve().parents) if folder.exists())
    free = shutil.disk_usage(place).free / 1e9
    yield Finding("home", True, f"{home.root.resolve()}{'' if home.root.exists() else ' (not made yet)'}")
    yield Finding("disk", free >= LEAST_DISK_GB, f"{free:.1f} GB free")
    release = home.published.resolve().parent.name if home.published.exists() else "nothing published yet"
    yield Finding("release", True, release)
    last = health.read(home)
    alarms = f"; alarms: {len(last['alarms'])}, see `hadaf status`" if last and last["alarms"] else ""
    # how a source is doing is no fault of the machine
    yield Finding("last run", True, f"{last['run_id']}: {last['message']}{alarms}" if last else "none yet")


def _lock(home: Home) -> Finding:
    if not home.lock.exists():
        return Finding("lock", True, "free")
    try:
        with hold(home):
            return Finding("lock", True, "free")
    except AlreadyRunning as busy:
        return Finding("lock", True, str(busy))


def _sources(settings: Settings) -> Finding:
    names = ", ".join(source.name for source in settings.sources)
    contact = "" if settings.fetch.contact else "; no [fetch] contact: say who you are to the sites you read"
    return Finding("sources", True, f"{names or 'none configured: ingest needs a [[source]] in hadaf.toml'}{contact}")


def _lexicon(home: Home) -> Finding:
    try:
        own = home.lexicon.is_dir()
        lexicon = load_lexicon(home.lexicon if own else None)
    except HadafError as error:
        return Finding("lexicon", False, str(error))
    return Finding("lexicon", True, f"{lexicon.version}{f', with lines of {home.lexicon}' if own else ''}")


def _font() -> Finding:
    """Ask fontconfig for Nastaliq: without it the report falls back to another Urdu face, which is no fault."""
    tool = shutil.which("fc-list")
    if tool is None:
        return Finding("font", True, "fontconfig is not installed; browsers choose their own Urdu font")
    listed = subprocess.run([tool, NASTALIQ], capture_output=True, text=True, check=False, timeout=30)
    absent = f"{NASTALIQ} is not installed (Debian: fonts-noto-core); the report falls back"
    return Finding("font", True, NASTALIQ if listed.stdout.strip() else absent)
