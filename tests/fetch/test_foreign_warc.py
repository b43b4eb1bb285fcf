"""WARC files of others (a news crawl's form): only what may be Urdu is parsed, the rest is counted by its reason."""

from __future__ import annotations

import gzip
import zlib
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from warehouse.fetch.archive import read_warc
from warehouse.fetch.sieve import may_be_urdu

URDU = "صوبے میں 25 کمیون نئے دیہی معیارات پر پورے اترے اور لوگوں نے اس ترقی کو سراہا۔ " * 4
PERSIAN = "استان در سال جاری بیست و پنج روستا را به معیارهای جدید رساند و مردم از این پیشرفت استقبال کردند. " * 4
ARABIC = "أنجزت المحافظة هذا العام خمسا وعشرين بلدية وفق المعايير الريفية الجديدة. " * 4
RUSSIAN = "Провинция выполнила план и построила двадцать пять новых сельских общин в этом году. " * 4
VIETNAMESE = "Tỉnh đã hoàn thành hai mươi lăm xã nông thôn mới trong năm nay. " * 4


def html(text: str, charset: str = "") -> str:
    return f"<html><head>{f'<meta charset={charset}>' if charset else ''}</head><body><p>{text}</p></body></html>"


def chunked(body: bytes) -> bytes:
    pieces = [body[at : at + 50] for at in range(0, len(body), 50)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


class Crawl:
    """Write a WARC file as a crawler does: a gzip member a record, WARC/1.0."""

    def __init__(self) -> None:
        self.out = BytesIO()
        self.writer = WARCWriter(self.out, gzip=True, warc_version="1.0")
        self.add("warcinfo", "", b"software: a crawler\r\n")

    def add(self, kind: str, url: str, payload: bytes, http: StatusAndHeaders | None = None, **headers: str) -> None:
        about = {"WARC-Date": "2026-03-01T05:00:00Z"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        record = self.writer.create_warc_record(url, kind, BytesIO(payload), http_headers=http, warc_headers_dict=about)
        self.writer.write_record(record)

    def page(self, name: str, body: bytes, status: str = "200 OK", **headers: str) -> None:
        fields = {"Content-Type": "text/html"} | {key.replace("_", "-"): value for key, value in headers.items()}
        http = StatusAndHeaders(status, list(fields.items()), protocol="HTTP/1.1")
        self.add("response", f"https://news.example/{name}", body, http)

    def save(self, path: Path) -> Path:
        path.write_bytes(self.out.getvalue())
        return path


def test_a_crawl_is_sieved(tmp_path: Path) -> None:
    crawl = Crawl()
    urdu = html(URDU).encode()
    crawl.page("utf-8", urdu)
    crawl.page("windows", html(URDU, "windows-1256").encode("cp1256", "replace"))
    crawl.page("unsaid", html(URDU).encode("cp1256", "replace"))
    crawl.page("utf-16", html(URDU).encode("utf-16"))
    crawl.page("references", html("".join(f"&#{ord(letter)};" for letter in URDU)).encode())
    crawl.page("gzip", gzip.compress(urdu), Content_Encoding="gzip")
    crawl.page("deflate", zlib.compress(urdu), Content_Encoding="deflate")
    crawl.page("chunked", chunked(urdu), Transfer_Encoding="chunked")
    crawl.page("both", chunked(gzip.compress(urdu)), Transfer_Encoding="chunked", Content_Encoding="gzip")
    # some crawlers keep the header of an encoding that they have taken off
    crawl.page("plain after all", urdu, Content_Encoding="gzip")
    read = (
        "utf-8",
        "windows",
        "unsaid",
        "utf-16",
        "references",
        "gzip",
        "deflate",
        "chunked",
        "both",
        "plain after all",
    )
    for name, text in (("fa", PERSIAN), ("ar", ARABIC), ("ru", RUSSIAN), ("vi", VIETNAMESE)):
        crawl.page(name, html(text).encode())
    crawl.page("ru-1251", html(RUSSIAN, "windows-1251").encode("cp1251"))
    crawl.page(
        "fa-both", chunked(gzip.compress(html(PERSIAN).encode())), Transfer_Encoding="chunked", Content_Encoding="gzip"
    )
    crawl.page("moved", b"", "301 Moved")
    crawl.page("image", b"\x89PNG", Content_Type="image/png")
    crawl.page("feed", html(URDU).encode(), Content_Type="application/rss+xml")
    crawl.add("request", "https://news.example/utf-8", b"GET / HTTP/1.1\r\n\r\n")
    crawl.add("metadata", "https://news.example/utf-8", b"fetchTimeMs: 12\r\n")
    crawl.add("revisit", "https://news.example/utf-8", b"", WARC_Refers_To_Target_URI="https://news.example/utf-8")
    crawl.add("response", "dns:news.example", b"20260301 news.example. 300 IN A 192.0.2.1")
    problems: list[str] = []
    passed: Counter[str] = Counter()

    def count(reason: str) -> None:
        passed[reason] += 1

    found = list(read_warc(crawl.save(tmp_path / "CC-NEWS.warc.gz"), problems.append, count))
    assert problems == []
    assert [exchange.url.rpartition("/")[2].replace("%20", " ") for _, exchange in found] == list(read)
    assert all("صوبے" in exchange.body.decode() for _, exchange in found if exchange.url.endswith(("/gzip", "/both")))
    assert passed == {
        **{"not urdu": 6, "http 301": 1, "not html": 2, "not http": 1},
        **{"warcinfo": 1, "request": 1, "metadata": 1, "revisit": 1},
    }
    assert len(list(read_warc(tmp_path / "CC-NEWS.warc.gz"))) == 19  # without a sieve: every answer over http


def test_files_that_cannot_be_read_say_what_to_do(tmp_path: Path) -> None:
    crawl = Crawl()
    crawl.page("a", html(URDU).encode())
    plain = b"".join(gzip.decompress(member) for member in [crawl.out.getvalue()])
    for name, body, advice in (
        ("whole.warc.gz", gzip.compress(plain), "gunzip whole.warc.gz"),
        ("new.warc.zst", b"\x28\xb5\x2f\xfd" + bytes(40), "zstd -d new.warc.zst"),
    ):
        (tmp_path / name).write_bytes(body)
        problems: list[str] = []
        assert list(read_warc(tmp_path / name, problems.append)) == []
        assert len(problems) == 1
        assert advice in problems[0]
    (tmp_path / "plain.warc").write_bytes(plain)
    assert len(list(read_warc(tmp_path / "plain.warc"))) == 1


@pytest.mark.parametrize("text", [PERSIAN, ARABIC, RUSSIAN, VIETNAMESE, "plain words", ""])
def test_other_languages_are_passed_over_in_every_encoding(text: str) -> None:
    assert not may_be_urdu(html(text).encode())
    assert not may_be_urdu(html(text).encode("utf-16"))


def test_a_switcher_that_names_urdu_makes_no_urdu_page() -> None:
    assert not may_be_urdu(html(VIETNAMESE + "اردو عربی فارسی").encode())


@given(st.binary(max_size=400))
def test_no_bytes_break_the_sieve(body: bytes) -> None:
    assert may_be_urdu(b"<p>" + body + URDU.encode() * 9)
    assert may_be_urdu(body) in (True, False)
