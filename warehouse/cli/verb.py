"""What every verb shares: the global options, the form of its help, the log."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import click

from warehouse import logs
from warehouse.home import Home
from warehouse.settings import Settings, load_settings

EXIT_CODES: Final[Mapping[int, str]] = {
    0: "done",
    1: "failed",
    2: "usage: wrong option, config, missing file or home",
    3: "done, but some inputs failed",
    4: "checks failed, the previous release stays",
    75: "another run holds the lock",
    143: "terminated (SIGTERM)",
}


@dataclass
class Invocation:
    """Hold what the global options say; `home` and `settings()` are made from them when a verb asks."""

    home_dir: Path = Path("data")
    config: Path | None = None
    json: bool = False
    quiet: bool = False
    log_format: logs.LogFormat = "text"
    _settings: Settings | None = field(default=None, repr=False)

    @property
    def home(self) -> Home:
        """Give the home directory's layout (the directory may not exist yet)."""
        return Home(self.home_dir)

    def settings(self) -> Settings:
        """Read the config once; raises UsageError."""
        if self._settings is None:
            self._settings = load_settings(self.home, self.config)
        return self._settings


def invocation() -> Invocation:
    """Give the global options of the command that runs."""
    return click.get_current_context().find_root().ensure_object(Invocation)


def _remember(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    """Make the callback that stores an option, whether it stands before the verb or after it."""

    def store(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
        if value not in (None, False):
            setattr(ctx.find_root().ensure_object(Invocation), name, value)

    return store


def global_options(*, after_verb: bool = False) -> list[click.Parameter]:
    """Make the global options; the ones after a verb take no default, so that they never undo the ones before it."""
    path = click.Path(path_type=Path)
    home_env = None if after_verb else "HADAF_HOME"
    specs: list[tuple[list[str], str, dict[str, Any]]] = [
        (
            ["--home"],
            "home_dir",
            {"type": path, "metavar": "DIR", "envvar": home_env, "help": "home [./data, HADAF_HOME]"},
        ),
        (["--config"], "config", {"type": path, "metavar": "FILE", "help": "config [HADAF_CONFIG, <home>/hadaf.toml]"}),
        (["--json"], "json", {"is_flag": True, "help": "one JSON document on stdout"}),
        (["--quiet", "-q"], "quiet", {"is_flag": True, "help": "nothing but data and errors"}),
        (["--log-format"], "log_format", {"type": click.Choice(["text", "json"]), "help": "form of the log on stderr"}),
    ]
    return [click.Option(names, expose_value=False, callback=_remember(key), **spec) for names, key, spec in specs]


class Verb(click.Command):
    """A command whose help is one line, examples, options, exit codes, and that takes the global options too."""

    def __init__(
        self, *args: Any, examples: Sequence[str] = (), exits: Sequence[int] = (0, 1, 2), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)
        self.exits = tuple(exits)
        self.params += global_options(after_verb=True)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the exit codes after the options."""
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(code), EXIT_CODES[code]) for code in self.exits])

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the one line and the examples before the options."""
        super().format_help_text(ctx, formatter)
        if self.examples:
            formatter.write_paragraph()
            formatter.write(f"{'':>{formatter.current_indent}}Examples:\n")
            for example in self.examples:
                formatter.write(f"{'':>{formatter.current_indent}}  {example}\n")

    def invoke(self, ctx: click.Context) -> Any:
        """Set up the log as the options ask, then run the verb."""
        asked = ctx.find_root().ensure_object(Invocation)
        logs.configure(asked.log_format, logging.ERROR if asked.quiet else logging.INFO)
        return super().invoke(ctx)


def verb(name: str, *, examples: Sequence[str], exits: Sequence[int] = (0, 1, 2)) -> Callable[..., Verb]:
    """Turn a function into a verb of the command line."""

    def decorate(function: Callable[..., Any]) -> Verb:
        return click.command(name, cls=Verb, examples=examples, exits=exits)(function)

    return decorate
