"""Serve pages as the child of a LimitedReader: the kernel ends it when a page takes too long or too much.

Started as `python -m warehouse.pages.child FD COMPUTING IN_ALL MEMORY` (seconds, seconds, bytes). Answers are JSON: a
child that a page has taken over can lie about that page and no more.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import signal
import sys
import traceback
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from warehouse.pages.article import PageRejected
from warehouse.pages.limited import OUT_OF_MEMORY, READY, Limits
from warehouse.pages.links import page_outline
from warehouse.pages.reader import read_page

_STATUS: Final = Path("/proc/self/status")
_GROWN: Final = 0.2  # share of the allowance after which a fresh child takes over


def serve(pipe: Connection, limits: Limits) -> None:
    """Answer requests until the other end of the pipe is closed, or until this process has grown."""
    base = _most_memory()
    if base is not None:
        resource.setrlimit(resource.RLIMIT_AS, (base + limits.memory,) * 2)
    pipe.send_bytes(READY)
    while True:
        try:
            request: dict[str, Any] = json.loads(pipe.recv_bytes())
            body = pipe.recv_bytes()
        except EOFError:
            return
        _arm(limits.computing, limits.in_all)
        answer = _answer(request, body)
        _arm(0, 0)
        # what a large page leaves behind would count against the next one
        grown = base is not None and (_most_memory() or 0) > base + _GROWN * limits.memory
        pipe.send_bytes(json.dumps(answer | {"last": grown}, default=str).encode())
        if grown:
            return


def _answer(request: Mapping[str, Any], body: bytes) -> dict[str, Any]:
    url, content_type = request["url"], request["content_type"]
    try:
        if request["do"] == "page_outline":
            return {"outline": asdict(page_outline(body, url=url, content_type=content_type))}
        day = date.fromisoformat(request["fetched_on"])
        article = read_page(body, url=url, content_type=content_type, layout=request["layout"], fetched_on=day)
        return {"article": asdict(article)}
    except PageRejected as error:
        return {"rejected": (error.reason, error.detail)}
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 (one page must not stop a run, whatever it finds wrong in a reader)
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(frame.filename).name}:{frame.lineno}"
        return {"rejected": ("unreadable", f"{type(error).__name__} at {where}: {error}")}


def _arm(computing: float, in_all: float) -> None:
    signal.setitimer(signal.ITIMER_PROF, computing)
    signal.setitimer(signal.ITIMER_REAL, in_all)


def _most_memory() -> int | None:
    """Give the most address space that this process has had, in bytes; None where the system does not tell."""
    try:
        lines = _STATUS.read_text("ascii", "replace").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmPeak:")), None)


def main() -> None:
    """Set this process up as a child and serve."""
    descriptor, computing, in_all, memory = sys.argv[1:]
    # a signal to the whole group is the parent's to answer; this process ends when the parent does
    for ignored in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ignored, signal.SIG_IGN)
    # the kernel ends the process: code deep in a C library never looks at Python's handlers
    for deadly in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(deadly, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGPROF, signal.SIGALRM))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # stderr is the log of the run; what a library mutters over a page is not part of it
    logging.disable()
    sys.unraisablehook = lambda _: None
    try:
        serve(Connection(int(descriptor)), Limits(float(computing), float(in_all), int(memory)))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main()
