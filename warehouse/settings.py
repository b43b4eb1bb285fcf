"""Read what to fetch and how to run: `hadaf.toml` (design section 2)."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator

from warehouse.addresses import DEFAULT_PORTS, HostPort, bare_host, host_port, is_private_host
from warehouse.errors import UsageError, near_miss
from warehouse.home import Home

LAYOUTS: Final = ("generic", "vietnam.vn")
"""Page layouts that `warehouse.pages` has a reader for."""


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class FetchSettings(_Table):
    """Hold `[fetch]`: who we say we are, and which share of failed pages still counts as a run (0 to 1)."""

    contact: str = ""
    max_failed_share: float = Field(default=0.1, ge=0, le=1)

    @field_validator("contact")
    @classmethod
    def _printable(cls, value: str) -> str:
        # it is sent in a header: a line break there would forge another one
        if not value.isascii() or not value.isprintable():
            raise ValueError("must be printable ASCII (an address or a URL), for it is sent in the User-Agent")
        return value.strip()


class ReleaseSettings(_Table):
    """Hold `[release]`: how many releases stay."""

    keep: int = Field(default=5, ge=1)


class ArchiveSettings(_Table):
    """Hold `[archive]`: after how many days a file that nothing rests on any more may go; 0 keeps all for ever."""

    keep_days: int = Field(default=0, ge=0, le=36_500)


class RunSettings(_Table):
    """Hold `[run]`: what maps the work of a backfill."""

    backend: Literal["threads"] = "threads"


class WarehouseSettings(_Table):
    """Hold `[warehouse]`: the catalog, and DuckDB's memory limit (such as "2GB")."""

    catalog: Literal["duckdb"] = "duckdb"
    memory_limit: str | None = Field(default=None, pattern=r"^\d+(\.\d+)? ?([KMGT]i?B)$")


class NotifySettings(_Table):
    """Hold `[notify]`: the dead-man's switch."""

    ping_url: str | None = None

    @field_validator("ping_url")
    @classmethod
    def _http(cls, value: str | None) -> str | None:
        if value is not None:
            host_port(value)
        return value


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Strings = Annotated[tuple[str, ...], BeforeValidator(_one_or_many)]


class Source(_Table):
    """Hold one `[[source]]`: where its articles are listed and what may be fetched.

    `crawl_delay` is in seconds; `max_pages` bounds the pages of one run; `url_pattern` is a regular expression that is
    searched in article URLs.
    """

    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")
    layout: str = "generic"
    start: Strings = Field(min_length=1)
    kind: Literal["sitemap", "feed", "listing"] = "sitemap"
    allow_hosts: Strings = ()
    url_pattern: str | None = None
    crawl_delay: float = Field(default=1.0, ge=0, le=3600)
    max_pages: int | None = Field(default=None, ge=1)
    allow_private: bool = False

    @field_validator("layout")
    @classmethod
    def _known_layout(cls, value: str) -> str:
        if value not in LAYOUTS:
            raise ValueError(f"{value!r} is no known layout; allowed: {', '.join(LAYOUTS)}")
        return value

    @field_validator("url_pattern")
    @classmethod
    def _compiles(cls, value: str | None) -> str | None:
        try:
            re.compile(value or "")
        except re.error as error:
            raise ValueError(f"{value!r} is no regular expression: {error}") from None
        return value

    @field_validator("allow_hosts")
    @classmethod
    def _hosts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for entry in value:
            try:
                parts = urlsplit(f"//{entry}")
                plain = bool(parts.hostname) and not (parts.path or parts.query or parts.fragment or "@" in entry)
                _ = parts.port
            except ValueError:
                plain = False
            if not plain:
                raise ValueError(f"{entry!r} must be host or host:port")
        return value

    @model_validator(mode="after")
    def _start_is_allowed(self) -> Self:
        for url in self.start:
            target = host_port(url)
            if target not in self.allowed:
                raise ValueError(f"start URL {url} is outside allow_hosts ({', '.join(self.allow_hosts)})")
            if is_private_host(target[0]) and not self.allow_private:
                raise ValueError(f"start URL {url} is not a public address; a test site needs allow_private = true")
        return self

    @property
    def allowed(self) -> frozenset[HostPort]:
        """List the (host, port) pairs that may be asked; without `allow_hosts`, those of the start URLs."""
        starts = {host_port(url) for url in self.start}
        if not self.allow_hosts:
            return frozenset(starts)
        ports = {*DEFAULT_PORTS.values(), *(port for _, port in starts)}
        split = [urlsplit(f"//{entry}") for entry in self.allow_hosts]
        return frozenset(
            (bare_host(parts.hostname or ""), port)
            for parts in split
            for port in ([parts.port] if parts.port else ports)
        )

    @property
    def private(self) -> frozenset[HostPort]:
        """List the (host, port) pairs that may be asked although their address is not public."""
        return frozenset(host_port(url) for url in self.start) if self.allow_private else frozenset()


class Settings(_Table):
    """Hold the whole of `hadaf.toml`."""

    fetch: FetchSettings = FetchSettings()
    release: ReleaseSettings = ReleaseSettings()
    archive: ArchiveSettings = ArchiveSettings()
    run: RunSettings = RunSettings()
    warehouse: WarehouseSettings = WarehouseSettings()
    notify: NotifySettings = NotifySettings()
    sources: tuple[Source, ...] = Field(default=(), alias="source")

    @model_validator(mode="after")
    def _names_are_unique(self) -> Self:
        names = [source.name for source in self.sources]
        doubled = sorted({name for name in names if names.count(name) > 1})
        if doubled:
            raise ValueError(f"two sources are named {', '.join(doubled)}")
        return self

    def pick(self, names: Sequence[str] = ()) -> tuple[Source, ...]:
        """Choose sources by name, or all; raise UsageError when there is none or a name is unknown."""
        if not self.sources:
            raise UsageError("no source is configured: add a [[source]] table to hadaf.toml (or give --config FILE)")
        by_name = {source.name: source for source in self.sources}
        for name in names:
            if name not in by_name:
                raise UsageError(f"no source is named {name!r}{near_miss(name, by_name)}")
        return tuple(by_name[name] for name in names) if names else self.sources


def load_settings(home: Home, config: Path | None = None) -> Settings:
    """Read the config at `config`, else at `HADAF_CONFIG`, else `<home>/hadaf.toml`; without one, all defaults.

    Raises UsageError, naming file and key, for a named file that is missing and for anything in it that is not known.
    """
    named = config or (Path(os.environ["HADAF_CONFIG"]) if os.environ.get("HADAF_CONFIG") else None)
    path = named or home.config
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        if named is None:
            return Settings()
        raise UsageError(f"{path}: no such config file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from None
    return read_settings(text, name=str(path))


def read_settings(text: str, *, name: str) -> Settings:
    """Read settings from TOML text; raise UsageError that names the file, the key and its near miss."""
    try:
        return Settings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name}: not valid TOML: {error}") from None
    except ValidationError as error:
        raise UsageError("; ".join(f"{name}: {line}" for line in _explain(error))) from None


def _explain(error: ValidationError) -> Iterable[str]:
    for problem in error.errors(include_url=False, include_context=True):
        where = [str(step) for step in problem["loc"]]
        key = ".".join(where) or "config"
        if problem["type"] == "extra_forbidden":
            yield f"unknown key {key!r}{near_miss(where[-1], _keys_beside(where))}"
        elif problem["type"] == "missing":
            yield f"{key} is missing"
        elif problem["type"] == "literal_error":
            yield f"{key} = {problem['input']!r} is not supported; allowed: {problem['ctx']['expected']}"
        else:
            yield f"{key}: {problem['msg'].removeprefix('Value error, ')}"


def _keys_beside(where: Sequence[str]) -> list[str]:
    """List the names that are allowed where an unknown one stood."""
    if len(where) == 1:
        return [field.alias or name for name, field in Settings.model_fields.items()]
    if where[0] == "source":
        return list(Source.model_fields)
    table = Settings.model_fields[where[0]].annotation
    return list(table.model_fields) if isinstance(table, type) and issubclass(table, BaseModel) else []
