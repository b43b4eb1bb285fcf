"""Read pages in a child process of few rights: so much time, so much memory, and its death costs one page."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection, Pipe
from types import TracebackType
from typing import Any, Final, Self

from warehouse.errors import HadafError
from warehouse.pages.article import Article, PageRejected
from warehouse.pages.links import Outline

OUT_OF_MEMORY: Final = 77
"""Exit status of a child that ran out of memory while it read a page."""
READY: Final = b"ready"
"""What a child says when its imports are done."""

_MB: Final = 1_000_000
_MAX_ANSWER: Final = 64 * _MB
_GRACE: Final = 5.0  # seconds beyond the child's own timers, for one that somebody has stopped
_START: Final = 120.0  # seconds; a second on an idle machine


@dataclass(frozen=True)
class Limits:
    """Say what the reading of one page may take: seconds of computing, seconds in all, bytes beyond the reader's own.

    Computing counts apart, so that a busy machine rejects no page.
    """

    computing: float = 10.0
    in_all: float = 60.0
    memory: int = 500 * _MB


class LimitedReader:
    """Read pages as `read_page` and `page_outline` do, in a child process under `limits`.

    The child starts with the first page and serves one after the other; where a page ends it, the next page gets a
    fresh one. It ends with this object's `close`, and by itself when its parent is gone. One thread at a time.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """Give the child's process id; None when there is none."""
        return self._child.process.pid if self._child else None

    def close(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def read_page(self, body: bytes, *, url: str, content_type: str | None, layout: str, fetched_on: date) -> Article:
        """Read one page (see `pages.read_page`).

        Raises PageRejected also for what the limits stop ("too slow", "too much memory", "reader died") and where the
        reader itself fails ("unreadable"); HadafError where no child can be started.
        """
        request = {"url": url, "content_type": content_type, "layout": layout, "fetched_on": fetched_on.isoformat()}
        return _article(self._ask({"do": "read_page", **request}, body))

    def page_outline(self, body: bytes, *, url: str, content_type: str | None = None) -> Outline:
        """Read what a page says of other pages (see `pages.page_outline`); raises as `read_page` does."""
        fields = self._ask({"do": "page_outline", "url": url, "content_type": content_type}, body)["outline"]
        return Outline(**fields | {"links": tuple(fields["links"]), "urdu": tuple(fields["urdu"])})

    def _ask(self, request: Mapping[str, Any], body: bytes) -> dict[str, Any]:
        reused = self._child is not None
        child = self._child or _Child(self.limits)
        self._child = child
        try:
            answer = child.ask(request, body)
        except _Ended as ended:
            self.close()
            # it may have died before it had the page (the kernel's own killer takes idle processes too)
            if reused and ended.reason == "reader died":
                return self._ask(request, body)
            raise PageRejected(ended.reason, ended.detail) from None
        except BaseException:
            self.close()  # half an exchange: an answer to come would be taken for the next page's
            raise
        if answer["last"]:
            self.close()
        if "rejected" in answer:
            raise PageRejected(*answer["rejected"])
        return answer


class _Ended(Exception):
    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


class _Child:
    """Hold one child process and the pipe to it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._pipe: Connection
        self._pipe, theirs = Pipe()
        numbers = (theirs.fileno(), limits.computing, limits.in_all, limits.memory)
        # not through multiprocessing: its children import the parent's main module, and with it Prefect or a test run
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "warehouse.pages.child", *map(str, numbers)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=(theirs.fileno(),),
        )
        # the child alone holds its end now: its death is the end of the pipe, and ours is the end of its
        theirs.close()
        self._ready = False

    def ask(self, request: Mapping[str, Any], body: bytes) -> dict[str, Any]:
        self._wait_ready()
        try:
            self._pipe.send_bytes(json.dumps(request).encode())
            self._pipe.send_bytes(body)
            if not self._pipe.poll(self._limits.in_all + _GRACE):
                raise _Ended("too slow", self._allowed())
            answer: dict[str, Any] = json.loads(self._pipe.recv_bytes(_MAX_ANSWER))
        except (EOFError, OSError):
            raise self._why() from None
        return answer

    def _wait_ready(self) -> None:
        if self._ready:
            return
        try:
            self._ready = self._pipe.poll(_START) and self._pipe.recv_bytes(len(READY)) == READY
        except (EOFError, OSError):
            self._ready = False
        if not self._ready:
            self.end()
            raise HadafError(f"the page reader does not start: exit status {self.process.returncode}")

    def _why(self) -> _Ended:
        status = self.process.wait()
        if status in (-signal.SIGPROF, -signal.SIGALRM):
            return _Ended("too slow", self._allowed())
        if status == OUT_OF_MEMORY:
            return _Ended("too much memory", f"more than {self._limits.memory // _MB} MB beyond the reader's own")
        return _Ended("reader died", signal.Signals(-status).name if status < 0 else f"exit status {status}")

    def _allowed(self) -> str:
        return f"more than {self._limits.computing:g} s of computing or {self._limits.in_all:g} s in all"

    def end(self) -> None:
        self._pipe.close()
        self.process.kill()  # it holds nothing that could be lost
        self.process.wait()


def _article(answer: Mapping[str, Any]) -> Article:
    fields: dict[str, Any] = answer["article"]
    published = fields["published"]
    return Article(
        **fields
        | {
            "published": date.fromisoformat(published) if published else None,
            "paragraphs": tuple(fields["paragraphs"]),
            "captions": tuple(fields["captions"]),
        }
    )
