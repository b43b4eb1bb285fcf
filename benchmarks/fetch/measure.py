"""Measure how fast a news crawl's WARC file is sieved for Urdu pages, beside warcio's plain reading of the same file.

    python benchmarks/fetch/measure.py [--pages 3000] [--kilobytes 60]

The file is made up: pages of random words in eight languages, three in a hundred in Urdu, a request and a metadata
record beside each, a gzip member a record. All readings in one process and one call, in seconds of its CPU, so that the
ratios hold on any machine.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import islice
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from warehouse.fetch.archive import read_warc
from warehouse.pages import PageRejected, read_page

URDU_SHARE = 0.03
ALPHABETS = {
    "ur": "اآبپتٹجچدڈرڑسشعکگلمنںوہھیے",
    "fa": "ابپتثجچحخدذرزسشعغفقکگلمنوهی",
    "ar": "ابتثجحخدذرزسشصعغفقكلمنهوي",
    "hi": "अआइकखगघचजटडतदनपबमयरलवशसह",
    "vi": "abcdeghiklmnopqrstuvxyăâđêôơưáàảãạ",
    "ru": "абвгдежзийклмнопрстуфхцчшщыьэюя",
    "en": "abcdefghijklmnopqrstuvwxyz",
    "zh": "的一是不了人我在有他这中大来上国",
}


def words(rng: random.Random, language: str, size: int) -> str:
    """Make up a text of about `size` bytes."""
    letters = ALPHABETS[language]
    lexicon = ["".join(rng.choices(letters, k=rng.randint(2, 9))) for _ in range(400)]
    return " ".join(rng.choices(lexicon, k=size // 12))


def crawl(path: Path, pages: int, size: int) -> int:
    """Write the file and return how many of its pages are in Urdu."""
    rng = random.Random(20260708)  # noqa: S311
    texts = {language: [words(rng, language, size) for _ in range(8)] for language in ALPHABETS}
    others = [language for language in ALPHABETS if language != "ur"]
    n_urdu = 0
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number in range(pages):
            language = "ur" if rng.random() < URDU_SHARE else rng.choice(others)
            n_urdu += language == "ur"
            url = f"https://news.example/{language}/{number}"
            body = f"<html><head><meta charset=utf-8></head><body><p>{rng.choice(texts[language])}</p></body></html>"
            http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            for kind, payload, head in (
                ("request", b"", StatusAndHeaders("GET / HTTP/1.1", [], is_http_request=True)),
                ("response", body.encode(), http),
                ("metadata", b"fetchTimeMs: 12\r\n", None),
            ):
                writer.write_record(writer.create_warc_record(url, kind, BytesIO(payload), http_headers=head))
    return n_urdu


def plainly(path: Path) -> int:
    """Read as warcio does: every record parsed, the payload of each response decoded."""
    with path.open("rb") as file:
        return sum(
            1 for record in ArchiveIterator(file) if record.rec_type != "response" or record.content_stream().read()
        )


def parse_some(path: Path, pages: int) -> int:
    """Learn the language the dear way: parse each page; give how many were articles."""
    articles = 0
    for _, exchange in islice(read_warc(path), pages):
        try:
            read_page(
                exchange.body,
                url=exchange.url,
                content_type=exchange.content_type,
                layout="generic",
                fetched_on=exchange.fetched_at.date(),
            )
        except PageRejected:
            continue
        articles += 1
    return articles


def timed(name: str, read: Callable[[], int], n_records: int) -> float:
    """Read once, print the rate, and return the seconds."""
    begin = time.process_time()
    found = read()
    seconds = time.process_time() - begin
    print(f"{name:34} {n_records / seconds:9,.0f} records/s   {found} given")
    return seconds


def main() -> None:
    """Make the file and read it three ways."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=3000)
    parser.add_argument("--kilobytes", type=int, default=60)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crawl.warc.gz"
        n_urdu = crawl(path, asked.pages, asked.kilobytes * 1000)
        n_records = asked.pages * 3
        print(f"{n_records} records, {path.stat().st_size / 1e6:.0f} MB, {n_urdu} pages in Urdu")
        passed: Counter[str] = Counter()

        def count(reason: str) -> None:
            passed[reason] += 1

        def sieved() -> Iterator[object]:
            return read_warc(path, passed=count)

        peer = timed("warcio, every response decoded", lambda: plainly(path), n_records)
        unsieved = timed("hadaf without the sieve", lambda: sum(1 for _ in read_warc(path)), n_records)
        ours = timed("hadaf with the sieve", lambda: sum(1 for _ in sieved()), n_records)
        parsed = timed(
            "hadaf parsing every page (a tenth)", lambda: parse_some(path, asked.pages // 10), n_records // 10
        )
        print(f"sieve beside warcio: {peer / ours:.2f} times as fast; beside itself unsieved: {unsieved / ours:.2f}")
        print(f"beside parsing every page to learn its language: {parsed * 10 / ours:.0f} times as fast")
        print(f"passed over: {dict(passed)}")


if __name__ == "__main__":
    main()
