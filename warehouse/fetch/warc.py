"""Turn exchanges into WARC records and back (ISO 28500), with warcio."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import datetime
from http import HTTPStatus
from io import BytesIO
from typing import Any, Final
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from warehouse.fetch.errors import ArchiveDamaged
from warehouse.fetch.exchange import Exchange, Headers
from warehouse.fetch.sitemap import moment

_SAME_PAYLOAD: Final = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_NOT_MODIFIED: Final = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
# the body is kept decoded, so the headers that describe its encoding are kept under the prefix that web archives use
_ENCODING_HEADERS: Final = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_KEPT_AS: Final = "X-Archive-Orig-"
_MAX_PAYLOAD: Final = 64 * 1024 * 1024
CONTENT_LENGTH: Final = re.compile(rb"^Content-Length:\s*(\d{1,15})\s*$", re.IGNORECASE | re.MULTILINE)
_LINE_BREAKS: Final = re.compile(r"[\r\n]+")


def pack(exchange: Exchange, *, revisit: bool = False) -> tuple[bytes, bytes]:
    """Write the response (or revisit) record and its request record, each as one gzip member."""
    date = exchange.fetched_at.isoformat(timespec="milliseconds") + "Z"
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    about = {"WARC-Date": date, "WARC-Payload-Digest": f"sha256:{exchange.digest}"}
    if revisit:
        not_modified = exchange.status == HTTPStatus.NOT_MODIFIED
        about["WARC-Profile"] = _NOT_MODIFIED if not_modified else _SAME_PAYLOAD
        about["WARC-Refers-To-Target-URI"] = exchange.url
        if not_modified:
            del about["WARC-Payload-Digest"]
    response = writer.create_warc_record(
        exchange.url,
        "revisit" if revisit else "response",
        payload=BytesIO(b"" if revisit else exchange.body),
        http_headers=StatusAndHeaders(_status_line(exchange.status), _plain(exchange), protocol="HTTP/1.1"),
        warc_headers_dict=about,
    )
    writer.write_record(response)
    length = out.tell()
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    request = writer.create_warc_record(
        exchange.url,
        "request",
        payload=BytesIO(b""),
        http_headers=StatusAndHeaders(f"GET {target} HTTP/1.1", list(exchange.request_headers), is_http_request=True),
        warc_headers_dict={
            "WARC-Date": date,
            "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"),
        },
    )
    writer.write_record(request)
    data = out.getvalue()
    return data[:length], data[length:]


def unpack(data: bytes, where: str) -> Exchange | None:
    """Read one record (its plain bytes); None when it is no HTTP response.

    The payload is checked against the digest that the record states (SHA-256 or SHA-1, hex or base32). Raises
    ArchiveDamaged when they differ, or when there is no record in the bytes.
    """
    _require_whole(data, where)
    try:
        record: Any = next(iter(ArchiveIterator(BytesIO(data))), None)
        if record is None:
            raise ArchiveDamaged(f"{where}: there is no record")
        if record.rec_type != "response" or record.http_headers is None:
            return None
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        if not url.lower().startswith(("http://", "https://")):
            return None
        stated = record.rec_headers.get_header("WARC-Payload-Digest")
        raw = record.raw_stream.read()
    except (ArchiveLoadFailed, EOFError, ValueError) as error:
        raise ArchiveDamaged(f"{where}: {error}") from error
    if stated and not _agrees(raw, stated):
        raise ArchiveDamaged(f"{where}: the payload is not what its digest says")
    status = str(record.http_headers.get_statuscode() or "")
    return Exchange(
        url=url.strip("<>"),
        status=int(status) if status.isdigit() else 0,
        request_headers=(),
        response_headers=tuple((str(name), str(value)) for name, value in record.http_headers.headers),
        body=_content(data, where),
        fetched_at=moment(record.rec_headers.get_header("WARC-Date") or "") or datetime.min,  # noqa: DTZ901
    )


def _require_whole(data: bytes, where: str) -> None:
    head, _, block = data.partition(b"\r\n\r\n")
    stated = CONTENT_LENGTH.search(head)
    if stated and len(block) < int(stated[1]):
        raise ArchiveDamaged(f"{where}: {len(block)} of {int(stated[1])} bytes are there")


def _content(data: bytes, where: str) -> bytes:
    """Read a record's payload without its transfer and content encoding; a bomb stops at the cap."""
    record: Any = next(iter(ArchiveIterator(BytesIO(data))))
    try:
        body = bytes(record.content_stream().read(_MAX_PAYLOAD + 1))
    except Exception as error:
        raise ArchiveDamaged(f"{where}: its content cannot be decoded: {error}") from error
    if len(body) > _MAX_PAYLOAD:
        raise ArchiveDamaged(f"{where}: more than {_MAX_PAYLOAD} bytes after decoding")
    return body


def _agrees(payload: bytes, stated: str) -> bool:
    name, _, value = stated.partition(":")
    if name.lower().replace("-", "") not in ("sha1", "sha256"):
        return True  # an algorithm that we cannot check
    digest = hashlib.new(name.lower().replace("-", ""), payload)
    return value.lower() in (digest.hexdigest(), base64.b32encode(digest.digest()).decode().lower())


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"


def _plain(exchange: Exchange) -> list[tuple[str, str]]:
    kept: Headers = tuple(
        (_KEPT_AS + name if name.lower() in _ENCODING_HEADERS else name, _LINE_BREAKS.sub(" ", value))
        for name, value in exchange.response_headers
    )
    return [*kept, ("Content-Length", str(len(exchange.body)))]
