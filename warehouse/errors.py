"""What can go wrong, each with the exit code that the command ends with (design section 2)."""

from __future__ import annotations


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
