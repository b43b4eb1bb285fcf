"""Write a release, audit it, publish it: analysts only ever open a file that nobody writes and that passed."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import duckdb

from warehouse.db.check import CheckResult, run_checks
from warehouse.db.connect import open_published, open_work, transaction
from warehouse.db.notes import note_changes
from warehouse.db.published import content_hash, content_hashes
from warehouse.db.statements import sql
from warehouse.durable import to_disk
from warehouse.errors import ChecksFailed, UsageError
from warehouse.home import Home

FILE: Final = "warehouse.duckdb"
"""Name of the database in a release's folder."""

_UNFINISHED: Final = ".building-"


@dataclass(frozen=True)
class Release:
    """Name a release: `path` is its own file, which the link `<home>/warehouse.duckdb` points to while it is newest.

    `took` has the seconds that each part of the publish took, empty for a release that was only found.
    """

    id: str
    path: Path
    content_hash: str
    checks: tuple[CheckResult, ...] = ()
    took: Mapping[str, float] = field(default_factory=dict)

    @property
    def warnings(self) -> tuple[CheckResult, ...]:
        """Return the checks that found something worth a look."""
        return tuple(check for check in self.checks if not check.passed)


def publish(home: Home, *, run_id: str, keep: int, memory_limit: str | None = None) -> Release:
    """Publish the work database as a new release and return it; the newest `keep` releases stay.

    The caller holds the home's lock and has no connection to the work database open. Steps: checkpoint, copy; in the
    copy judge every target once and note the release; check the copy, record it in the work database, fsync, rename
    into `releases/<id>/`, swap the link. A process killed anywhere leaves the previous release in place; what it left
    over is swept by the next publish.
    Raises ChecksFailed, naming the checks, where the copy fails one: it is removed and the previous release stays.
    """
    home.releases.mkdir(parents=True, exist_ok=True)
    sweep(home)
    took: dict[str, float] = {}
    with _clocked(took, "checkpoint"), open_work(home.work, memory_limit) as con:
        release_id = _new_id(con, home)
        con.execute("checkpoint")
    building = home.releases / f"{_UNFINISHED}{release_id}"
    building.mkdir()
    with _clocked(took, "copy"):
        shutil.copyfile(home.work, building / FILE)
    with open_work(building / FILE, memory_limit) as con:
        with _clocked(took, "judge"):
            con.execute(sql("load", "keep_meeting"))
        with _clocked(took, "hash"):
            whole = _note(con, home, release_id, run_id)
        con.execute("checkpoint")
    with _clocked(took, "checks"):
        checks = tuple(run_checks(building / FILE))
    failed = [check for check in checks if check.severity == "fail" and not check.passed]
    with open_work(home.work, memory_limit) as con:
        _record(con, building / FILE, release_id, run_id, "refused" if failed else "published")
    if failed:
        shutil.rmtree(building)
        found = "; ".join(f"{check.name}: {check.rows} × {check.grain}, e.g. {check.sample[0]}" for check in failed)
        raise ChecksFailed(f"release {release_id} refused, the previous one stays. {found}")
    with _clocked(took, "fsync"):
        to_disk(building / FILE)
        to_disk(building)
    building.rename(home.releases / release_id)
    to_disk(home.releases)
    _point(home, release_id)
    _prune(home, keep)
    return Release(release_id, home.releases / release_id / FILE, whole, checks, took)


@contextmanager
def _clocked(took: dict[str, float], part: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    took[part] = time.perf_counter() - began


def rollback(home: Home, release_id: str) -> Release:
    """Make an earlier release the published one again. Raises UsageError, listing what there is, for an unknown id."""
    if release_id not in releases(home):
        there_are = ", ".join(releases(home)) or "none"
        raise UsageError(f"no release {release_id} in {home.releases}; there are: {there_are}")
    _point(home, release_id)
    return _read(home.releases / release_id / FILE)


def latest(home: Home) -> Release | None:
    """Return the published release, None before the first."""
    return _read(home.published.resolve()) if home.published.exists() else None


def releases(home: Home) -> list[str]:
    """Return the ids of the releases on disk, oldest first."""
    return sorted(file.parent.name for file in home.releases.glob(f"[!.]*/{FILE}"))


def sweep(home: Home) -> None:
    """Remove what a killed publish left over: half-built folders and links never swapped in."""
    for leftover in (*home.releases.glob(f"{_UNFINISHED}*"), *home.root.glob(f".{FILE}.*")):
        if leftover.is_dir() and not leftover.is_symlink():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()


def _new_id(con: duckdb.DuckDBPyConnection, home: Home) -> str:
    # a release noted by a killed run, or pruned since, is history; one that never reached its folder is none
    present = releases(home)
    newest = present[-1] if present else ""
    con.execute("delete from core.release where status = 'published' and release_id > ?", [newest])
    # a publish that is killed and begun again in the same second has the same id
    con.execute(sql("load", "forget_unnoted_releases"))
    base = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    taken = {*present, *(row[0] for row in con.execute("select release_id from core.release").fetchall())}
    return next(name for name in (base, *(f"{base}-{n:03}" for n in range(1, 1000))) if name not in taken)


def _note(con: duckdb.DuckDBPyConnection, home: Home, release_id: str, run_id: str) -> str:
    """Record a release in its own file, so that it knows itself, and return its content hash."""
    hashes = content_hashes(con)
    whole = content_hash(hashes)
    now = datetime.now(UTC).replace(tzinfo=None)
    with transaction(con):
        noted = {"release_id": release_id, "run_id": run_id, "content_hash": whole, "created_at": now}
        con.execute(sql("load", "note_release"), noted)
        for name, (rows, digest) in hashes.items():
            con.execute("insert into core.release_object values (?, ?, ?, ?)", [release_id, name, rows, digest])
        con.execute("update core.run set release_id = ? where run_id = ?", [release_id, run_id])
    if home.published.exists():
        note_changes(con, release_id, home.published.resolve(), hashes)
    return whole


def _record(con: duckdb.DuckDBPyConnection, built: Path, release_id: str, run_id: str, status: str) -> None:
    """Take what a release says of itself over into the history that the next one is made from."""
    con.execute(f"attach '{str(built).replace(chr(39), chr(39) * 2)}' as built (read_only)")
    named = {"status": status, "release_id": release_id, "run_id": run_id}
    with transaction(con):
        for statement in con.extract_statements(sql("load", "record_release")):
            con.execute(statement, {name: named[name] for name in statement.named_parameters})
    con.execute("detach built")


def _point(home: Home, release_id: str) -> None:
    fresh = home.root / f".{FILE}.{os.getpid()}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(Path(home.releases.name) / release_id / FILE)
    fresh.replace(home.published)
    to_disk(home.root)


def _prune(home: Home, keep: int) -> None:
    published = home.published.resolve().parent.name
    for old in releases(home)[: -max(keep, 1)]:
        if old != published:
            # a reader that has the file open keeps it: the kernel frees it when the last one closes
            shutil.rmtree(home.releases / old)


def _read(path: Path) -> Release:
    with open_published(path) as con:
        rows = con.execute("select content_hash from core.release where release_id = ?", [path.parent.name]).fetchall()
    return Release(path.parent.name, path, rows[0][0] if rows else "")
