"""Keep every answer as WARC before anything else is done with it, and read it back only when it is whole."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from warcio.archiveiterator import ArchiveIterator

from warehouse.durable import to_disk
from warehouse.fetch.errors import ArchiveDamaged
from warehouse.fetch.exchange import Exchange
from warehouse.fetch.sieve import may_be_urdu, passed_over
from warehouse.fetch.warc import CONTENT_LENGTH, pack, unpack

_GZIP: Final = b"\x1f\x8b\x08"
_ZSTD: Final = b"\x28\xb5\x2f\xfd"
_MAX_RECORD: Final = 64 * 1024 * 1024
_CHUNK: Final = 1 << 16

Problem = Callable[[str], None]


@dataclass(frozen=True)
class Record:
    """Hold where an answer is kept: file name, byte offset and length there, and the body's SHA-256 (hex)."""

    file: str
    offset: int
    length: int
    digest: str


class Archive:
    """Keep answers in a file a day (`hadaf-YYYY-MM-DD.warc.gz`, UTC), a gzip member a record, for any WARC tool."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._whole: set[Path] = set()
        self._unsynced: set[Path] = set()

    def write(self, exchange: Exchange, *, revisit: bool = False, sync: bool = True) -> Record:
        """Append an answer, its request and the redirects before it; return when the disk has them.

        With `revisit` the body is the one that is kept already: only the headers are written (304, or the same digest).
        Without `sync` the disk has it after the next `sync()`: for imports, which can be begun again from their files.
        """
        for hop in exchange.hops:
            self.write(hop, sync=sync)
        path = self.root / f"hadaf-{exchange.fetched_at.date().isoformat()}.warc.gz"
        new = not path.exists()
        if new:
            self.root.mkdir(parents=True, exist_ok=True)
        elif path not in self._whole:
            _cut_torn_end(path)
        response, request = pack(exchange, revisit=revisit)
        with path.open("ab") as file:
            offset = file.tell()
            file.write(response + request)
            file.flush()
            if sync:
                os.fsync(file.fileno())
        if new and sync:
            to_disk(self.root)
        self._whole.add(path)
        if not sync:
            self._unsynced.add(path)
        return Record(path.name, offset, len(response), exchange.digest)

    def sync(self) -> None:
        """Return when the disk has everything that was written."""
        for path in sorted(self._unsynced):
            with path.open("rb") as file:
                os.fsync(file.fileno())
        if self._unsynced:
            to_disk(self.root)
        self._unsynced.clear()

    def read(self, record: Record) -> Exchange:
        """Read one answer back; raise ArchiveDamaged unless length, checksum and digest are those that were written."""
        where = f"{record.file} at {record.offset}"
        path = self.root / record.file
        if Path(record.file).name != record.file or not path.is_file():
            raise ArchiveDamaged(f"{where}: there is no such file in the archive")
        with path.open("rb") as file:
            file.seek(record.offset)
            data = file.read(record.length)
        if len(data) != record.length:
            raise ArchiveDamaged(f"{where}: {len(data)} bytes are there, {record.length} were written")
        plain, used = _inflate(data, where)
        if used != len(data):
            raise ArchiveDamaged(f"{where}: the record ends after {used} of {len(data)} bytes")
        exchange = unpack(plain, where)
        if exchange is None:
            raise ArchiveDamaged(f"{where}: the record is no answer")
        # a record that was emptied is valid gzip: only the digest tells
        if exchange.digest != record.digest:
            raise ArchiveDamaged(f"{where}: the body is not the one that was archived")
        return exchange

    def records(self, problem: Problem | None = None) -> Iterator[tuple[Record, Exchange]]:
        """Yield every answer of the archive, oldest file first; damage is passed to `problem` and read past."""
        for path in sorted(self.root.glob("*.warc.gz")):
            yield from read_warc(path, problem)


def read_warc(
    path: Path, problem: Problem | None = None, passed: Callable[[str], None] | None = None
) -> Iterator[tuple[Record, Exchange]]:
    """Yield the answers of one WARC file, ours or another's, plain or gzip (a member a record).

    Damaged and torn records are passed to `problem` (a line of text each) and read past, so that one bad byte costs one
    record. Without `problem` the first of them raises ArchiveDamaged. With `passed` only what may be an Urdu page is
    parsed and given; it is told the reason for every other record (see `sieve.passed_over`).
    """

    def report(text: str) -> None:
        if problem is None:
            raise ArchiveDamaged(text)
        problem(text)

    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise ArchiveDamaged(f"{path.name}: cannot be read: {error.strerror}") from error
    if not start:
        report(f"{path.name}: the file is empty")
        return
    if start == _ZSTD:
        report(f"{path.name}: WARC files compressed by zstd are not read: unpack it first (zstd -d {path.name})")
        return
    if not start.startswith((_GZIP, b"WARC"[: len(start)])):
        report(f"{path.name}: this is no WARC file")
        return
    zipped = start.startswith(_GZIP)
    for offset, length, data in _members(path, report) if zipped else _plain_records(path, report):
        if zipped and offset == 0 and _holds_more(data):
            report(
                f"{path.name}: it is compressed as a whole, not record by record: unpack it first (gunzip {path.name})"
            )
            return
        reason = passed_over(data) if passed else None
        if passed and reason:
            passed(reason)
            continue
        try:
            exchange = unpack(data, f"{path.name} at {offset}")
        except ArchiveDamaged as damage:
            report(str(damage))
            continue
        if exchange is None:
            continue
        if passed and not may_be_urdu(exchange.body):  # what the sieve could not see through its encoding
            passed("not urdu")
        else:
            yield Record(path.name, offset, length, exchange.digest), exchange


def _holds_more(data: bytes) -> bool:
    """Tell whether a gzip member holds more than its first record."""
    head, _, block = data.partition(b"\r\n\r\n")
    stated = CONTENT_LENGTH.search(head)
    return stated is not None and block[int(stated[1]) :].lstrip(b"\r\n").startswith(b"WARC/")


def _members(path: Path, report: Problem) -> Iterator[tuple[int, int, bytes]]:
    """Yield (offset, length, plain bytes) of each gzip member; after damage go on at the next one that is a record."""
    size, offset = path.stat().st_size, 0
    with path.open("rb") as file:
        while offset < size:
            file.seek(offset)
            try:
                plain, length = _inflate_from(file.read, f"{path.name} at {offset}")
            except ArchiveDamaged as damage:
                report(str(damage))
                offset = _next_member(path, offset + 1)
                continue
            yield offset, length, plain
            offset += length


def _inflate(data: bytes, where: str) -> tuple[bytes, int]:
    parts = iter((data,))
    return _inflate_from(lambda _size: next(parts, b""), where)


def _inflate_from(read: Callable[[int], bytes], where: str) -> tuple[bytes, int]:
    """Inflate one gzip member, bounded; give its plain bytes and its length. zlib checks the format's checksum."""
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    plain, used = bytearray(), 0
    try:
        while not stream.eof:
            chunk = stream.unconsumed_tail or read(_CHUNK)
            if not chunk:
                raise ArchiveDamaged(f"{where}: the record is torn off")
            if not stream.unconsumed_tail:
                used += len(chunk)
            plain += stream.decompress(chunk, _CHUNK * 16)
            if len(plain) > _MAX_RECORD:
                raise ArchiveDamaged(f"{where}: more than {_MAX_RECORD} bytes in one gzip member")
    except zlib.error as error:
        raise ArchiveDamaged(f"{where}: {error}") from error
    return bytes(plain), used - len(stream.unused_data)


def _next_member(path: Path, start: int) -> int:
    """Find the next gzip member that begins a WARC record; give the file's size when there is none."""
    with path.open("rb") as file:
        file.seek(start)
        data = file.read()  # per-day files of ours have some ten megabytes
    at = data.find(_GZIP)
    while at >= 0:
        try:
            if zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data[at : at + _CHUNK], 5) == b"WARC/":
                return start + at
        except zlib.error:
            pass
        at = data.find(_GZIP, at + 1)
    return start + len(data)


def _plain_records(path: Path, report: Problem) -> Iterator[tuple[int, int, bytes]]:
    """Yield (offset, length, bytes) of each record of a WARC file that is not compressed."""
    with path.open("rb") as file, path.open("rb") as again:
        records = ArchiveIterator(file, no_record_parse=True)
        try:
            for record in records:
                record.raw_stream.read()
                offset, length = records.get_record_offset(), records.get_record_length()
                again.seek(offset)
                yield offset, length, again.read(min(length, _MAX_RECORD))
        except Exception as error:  # noqa: BLE001 (warcio raises several kinds on foreign bytes)
            report(f"{path.name}: cannot be read on: {error}")


def _cut_torn_end(path: Path) -> None:
    """Move what a killed run left half written out of the way, into a file beside it: records go behind whole ones."""
    whole = 0
    size = path.stat().st_size
    with path.open("rb") as file:
        while whole < size:
            file.seek(whole)
            try:
                _, length = _inflate_from(file.read, path.name)
            except ArchiveDamaged:
                break
            whole += length
        # damage in the middle is no torn end: what follows it is still there to be read
        if whole == size or _next_member(path, whole + 1) < size:
            return
        file.seek(whole)
        rest = file.read()
    torn = path.with_name(f"{path.name}.torn-{whole}")
    torn.write_bytes(rest)
    with path.open("r+b") as file:
        file.truncate(whole)
        os.fsync(file.fileno())
