"""Name where things live: every place under one home directory (design section 2)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Home:
    """Name every place under one home directory.

    >>> Home(Path("data")).published.as_posix()
    'data/warehouse.duckdb'
    """

    root: Path

    @property
    def work(self) -> Path:
        """Name the private database of the run that holds the lock."""
        return self.root / "work.duckdb"

    @property
    def archive(self) -> Path:
        """Name the folder of WARC files."""
        return self.root / "archive"

    @property
    def releases(self) -> Path:
        """Name the folder of published releases."""
        return self.root / "releases"

    @property
    def published(self) -> Path:
        """Name the link to the newest release, which analysts open."""
        return self.root / "warehouse.duckdb"

    @property
    def health(self) -> Path:
        """Name the file that says how the last run ended and what the sources give cause to doubt."""
        return self.root / "health.json"

    @property
    def report(self) -> Path:
        """Name the folder of the static report."""
        return self.root / "report"

    @property
    def lexicon(self) -> Path:
        """Name the folder of the user's own lexicon lines."""
        return self.root / "lexicon"

    @property
    def prefect(self) -> Path:
        """Name Prefect's own home."""
        return self.root / "prefect"

    @property
    def config(self) -> Path:
        """Name the config file that is read when no other is given."""
        return self.root / "hadaf.toml"

    @property
    def lock(self) -> Path:
        """Name the file that carries the kernel lock."""
        return self.root / "hadaf.lock"
