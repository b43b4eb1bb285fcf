from __future__ import annotations

import contextlib
import gzip
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from warehouse.fetch import Archive, ArchiveDamaged, Exchange, Record
from warehouse.fetch.archive import read_warc

DAY = datetime.fromisoformat("2026-07-08T04:04:10.339000")


def exchange(number: int = 0, body: bytes | None = None, **changes: object) -> Exchange:
    base = Exchange(
        url=f"https://www.vietnam.vn/ur/bai-{number}",
        status=200,
        request_headers=(("Host", "www.vietnam.vn"), ("User-Agent", "hadaf/0.1")),
        response_headers=(
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Encoding", "gzip"),
            ("Content-Length", "17"),
            ("ETag", '"x"'),
        ),
        body=f"<p>گھر {number}</p>".encode() if body is None else body,
        fetched_at=DAY,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def filled(root: Path, count: int = 3) -> tuple[Archive, list[Record]]:
    archive = Archive(root)
    return archive, [archive.write(exchange(number)) for number in range(count)]


def mutate(root: Path, record: Record, change: Callable[[bytes], bytes]) -> None:
    path = root / record.file
    path.write_bytes(change(path.read_bytes()))


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    archive, records = filled(tmp_path)
    assert {record.file for record in records} == {"hadaf-2026-07-08.warc.gz"}
    for number, record in enumerate(records):
        read = archive.read(record)
        assert read.body == exchange(number).body
        assert (read.url, read.status, read.fetched_at) == (exchange(number).url, 200, DAY)
        assert read.content_type == "text/html; charset=utf-8"
    assert [record for record, _ in archive.records()] == records


def test_any_warc_tool_reads_it(tmp_path: Path) -> None:
    _, records = filled(tmp_path)
    with (tmp_path / records[0].file).open("rb") as file:
        found = [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
            for record in ArchiveIterator(file, check_digests=True)
        ]
    assert [kind for kind, _, _ in found] == ["response", "request"] * 3
    assert found[0][1:] == (exchange(0).url, exchange(0).body)


def test_redirects_are_kept_before_their_answer(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    hop = exchange(1, b"", status=301, response_headers=(("Location", "/ur/bai-2"),))
    record = archive.write(exchange(2, hops=(hop,)))
    assert [read.status for _, read in archive.records()] == [301, 200]
    assert archive.read(record).body == exchange(2).body


def test_a_revisit_keeps_no_second_body(tmp_path: Path) -> None:
    archive, _ = filled(tmp_path, 1)
    archive.write(exchange(0), revisit=True)
    archive.write(exchange(0, b"", status=304), revisit=True)
    assert len(list(archive.records())) == 1
    with (tmp_path / "hadaf-2026-07-08.warc.gz").open("rb") as file:
        kinds = [(r.rec_type, r.rec_headers.get_header("WARC-Profile")) for r in ArchiveIterator(file)]
    assert [kind for kind, _ in kinds] == ["response", "request", "revisit", "request", "revisit", "request"]
    assert "identical-payload-digest" in str(kinds[2][1])
    assert "server-not-modified" in str(kinds[4][1])


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_no_flipped_bit_is_ever_read_as_the_page(tmp_path: Path, data: st.DataObject) -> None:
    root = tmp_path / "flip"
    for old in root.glob("*"):
        old.unlink()
    archive, records = filled(root, 1)
    # a share, for the length differs by a byte from record to record
    at = int(data.draw(st.floats(0, 1, exclude_max=True)) * records[0].length)
    bit = data.draw(st.integers(0, 7))
    mutate(root, records[0], lambda raw: raw[:at] + bytes([raw[at] ^ 1 << bit]) + raw[at + 1 :])
    with contextlib.suppress(ArchiveDamaged):
        assert archive.read(records[0]).body == exchange(0).body  # a bit of the gzip header that means nothing


@pytest.mark.parametrize("keep", [0, 1, 20, 200])
def test_a_truncated_record_is_damage(tmp_path: Path, keep: int) -> None:
    archive, records = filled(tmp_path, 1)
    mutate(tmp_path, records[0], lambda raw: raw[:keep])
    with pytest.raises(ArchiveDamaged, match="bytes are there"):
        archive.read(records[0])


def test_an_emptied_record_is_damage_although_it_is_valid_gzip(tmp_path: Path) -> None:
    archive, records = filled(tmp_path, 1)
    other = Archive(tmp_path / "other")
    hollow = other.write(exchange(0, b""))
    raw = (tmp_path / "other" / hollow.file).read_bytes()[: hollow.length]
    mutate(tmp_path, records[0], lambda _raw: raw)
    with pytest.raises(ArchiveDamaged, match="not the one that was archived"):
        archive.read(replace(records[0], length=hollow.length))
    mutate(tmp_path, records[0], lambda _raw: gzip.compress(b""))
    with pytest.raises(ArchiveDamaged):
        archive.read(replace(records[0], length=len(gzip.compress(b""))))
    mutate(tmp_path, records[0], lambda _raw: b"")
    with pytest.raises(ArchiveDamaged):
        archive.read(records[0])


def test_a_missing_file_and_a_path_outside_are_damage(tmp_path: Path) -> None:
    archive, records = filled(tmp_path / "archive", 1)
    (tmp_path / "secret").write_bytes(b"x")
    for name in ("absent.warc.gz", "../secret", "/etc/hostname"):
        with pytest.raises(ArchiveDamaged, match="no such file"):
            archive.read(replace(records[0], file=name))


def test_a_damaged_record_costs_only_itself(tmp_path: Path) -> None:
    archive, records = filled(tmp_path, 4)
    at = records[1].offset + records[1].length // 2
    mutate(tmp_path, records[1], lambda raw: raw[:at] + b"\x00\x00\x00\x00" + raw[at + 4 :])
    problems: list[str] = []
    assert [record for record, _ in archive.records(problems.append)] == [records[0], *records[2:]]
    assert len(problems) == 1
    with pytest.raises(ArchiveDamaged):
        list(archive.records())


def test_a_torn_end_is_moved_away_before_the_next_record(tmp_path: Path) -> None:
    _, records = filled(tmp_path, 2)
    mutate(tmp_path, records[1], lambda raw: raw[: records[1].offset + 50])
    archive = Archive(tmp_path)  # the next process
    third = archive.write(exchange(7))
    assert third.offset == records[1].offset
    assert archive.read(third).body == exchange(7).body
    assert [read.url for _, read in archive.records()] == [exchange(0).url, exchange(7).url]
    torn = list(tmp_path.glob("*.torn-*"))
    assert [path.stat().st_size for path in torn] == [50]


def foreign(kind: str) -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=kind == "gzip")
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "another"}))
    for number in range(3):
        body = gzip.compress(exchange(number).body)
        headers = StatusAndHeaders(
            "200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], protocol="HTTP/1.1"
        )
        writer.write_record(
            writer.create_warc_record(exchange(number).url, "response", payload=BytesIO(body), http_headers=headers)
        )
    writer.write_record(writer.create_warc_record("dns:a.vn", "response", payload=BytesIO(b"1.2.3.4")))
    return out.getvalue()


@pytest.mark.parametrize("kind", ["gzip", "plain"])
def test_a_foreign_file_is_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "news.warc"
    path.write_bytes(foreign(kind))
    assert [read.body for _, read in read_warc(path)] == [exchange(number).body for number in range(3)]


@pytest.mark.parametrize("kind", ["gzip", "plain"])
def test_a_truncated_foreign_file_gives_what_is_whole(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "news.warc"
    whole = foreign(kind)
    path.write_bytes(whole[: len(whole) // 2])
    problems: list[str] = []
    read = list(read_warc(path, problems.append))
    assert 1 <= len(read) < 3
    assert problems


@pytest.mark.parametrize("content", [b"", b"not a warc at all\n" * 50, b"<html></html>", b"\x1f\x8b\x08garbage"])
def test_what_is_no_archive_is_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(content)
    problems: list[str] = []
    assert list(read_warc(path, problems.append)) == []
    assert problems
    with pytest.raises(ArchiveDamaged):
        list(read_warc(path))
    with pytest.raises(ArchiveDamaged, match="cannot be read"):
        list(read_warc(tmp_path / "absent.warc.gz"))
