"""What is known of each address: its last good copy, and the day up to which a source was read."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from warehouse.db import visits
from warehouse.db.connect import open_work

URL = "https://news.example/a"


def test_visits_keep_the_last_copy_through_failures(work: Path) -> None:
    first = {
        "source": "s",
        "url": URL,
        "outcome": "new",
        "status": 200,
        "fetched_at": datetime.fromisoformat("2024-01-01"),
    }
    copy = {"etag": '"1"', "digest": "d1", "warc_file": "w", "warc_offset": 7, "warc_length": 9}
    with open_work(work) as con:
        visits.record(con, [first | copy])
        visits.record(
            con,
            [
                first
                | {"outcome": "failed", "status": 500, "fetched_at": datetime.fromisoformat("2024-01-02"), "error": "x"}
            ],
        )
        known = visits.known(con, [URL])[URL]
        assert visits.known(con, ["https://news.example/never"]) == {}
    assert (known["etag"], known["digest"], known["warc_offset"]) == ('"1"', "d1", 7)
    assert (known["outcome"], known["error"], known["n_visits"]) == ("failed", "x", 2)
    assert (known["first_seen_at"], known["body_fetched_at"]) == (
        datetime.fromisoformat("2024-01-01"),
        datetime.fromisoformat("2024-01-01"),
    )


def test_the_watermark_never_goes_back(work: Path) -> None:
    with open_work(work) as con:
        assert visits.watermark(con, "s") is None
        visits.set_watermark(con, "s", date(2024, 5, 1))
        visits.set_watermark(con, "s", date(2024, 4, 1))
        assert visits.watermark(con, "s") == date(2024, 5, 1)
