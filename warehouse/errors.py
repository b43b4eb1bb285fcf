"""What can go wrong, each with the exit code that the command ends with (design section 2)."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class HadafError(Exception):
    """Say in one line what failed and what to do about it; `exit_code` is the command's."""

    exit_code = 1


class UsageError(HadafError):
    """Report a mistake in the command, the config or a file's name, found before any work starts."""

    exit_code = 2


class PartialFailure(HadafError):
    """Report work that was done and published although some inputs failed."""

    exit_code = 3


class ChecksFailed(HadafError):
    """Report that a new release failed its checks: the previous one stays."""

    exit_code = 4


class AlreadyRunning(HadafError):
    """Report that another run holds the lock (EX_TEMPFAIL of sysexits.h)."""

    exit_code = 75


def near_miss(word: str, known: Iterable[str], *, listed: bool = True) -> str:
    """Say what a word that is not known may have meant, or (where few enough to list) what there is.

    >>> near_miss("weigth", ["weight", "units"])
    "; did you mean 'weight'?"
    """
    names = list(known)
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.5)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; known: {', '.join(names)}" if listed else ""
