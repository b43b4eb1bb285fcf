"""Send the log of a run to stderr: one line an event, UTC times, the run's id on every line."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Final, Literal

LogFormat = Literal["text", "json"]

# Prefect replaces the root logger's handlers when it is imported, so ours hang on the packages' own loggers.
LOGGERS: Final = ("warehouse", "flows")


class _RunId(logging.Filter):
    """Add the id of the run that this process works on to every record."""

    current: str | None = None

    def filter(self, record: logging.LogRecord) -> bool:
        record.run_id = self.current
        return True


_RUN_ID: Final = _RunId()


def _when(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class TextLines(logging.Formatter):
    """Write `time level [run] message`, without colours: logs are read by grep and mailed by cron."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line of one record."""
        run_id = getattr(record, "run_id", None)
        run = f" [{run_id}]" if run_id else ""
        line = f"{_when(record)} {record.levelname.lower()}{run} {record.getMessage()}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


class JsonLines(logging.Formatter):
    """Write one JSON object a line: time, level, run_id, logger, message."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line of one record."""
        row = {
            "time": _when(record),
            "level": record.levelname.lower(),
            "run_id": getattr(record, "run_id", None),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            row["exception"] = self.formatException(record.exc_info)
        return json.dumps(row, ensure_ascii=False)


def configure(log_format: LogFormat = "text", level: int = logging.INFO) -> None:
    """Send the project's log records of `level` and above to stderr in the given format."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if log_format == "json" else TextLines())
    handler.addFilter(_RUN_ID)
    for name in LOGGERS:
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(level)
        logger.propagate = False


def use_run(run_id: str | None) -> None:
    """Put `run_id` on every line from now on (None: on none)."""
    _RUN_ID.current = run_id
