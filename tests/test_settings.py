from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.addresses import is_private_host, is_public
from warehouse.errors import UsageError
from warehouse.home import Home
from warehouse.settings import Source, load_settings, read_settings

LIVE = """
[fetch]
contact = "press@example.org"
[[source]]
name = "vietnam.vn"
layout = "vietnam.vn"
start = ["https://www.vietnam.vn/sitemap.xml"]
allow_hosts = ["www.vietnam.vn", "cdn.vietnam.vn:8443"]
url_pattern = "/ur/"
"""


def test_a_whole_config_is_read() -> None:
    settings = read_settings(LIVE, name="hadaf.toml")
    (source,) = settings.sources
    assert settings.fetch.contact == "press@example.org"
    assert source.allowed == {("www.vietnam.vn", 80), ("www.vietnam.vn", 443), ("cdn.vietnam.vn", 8443)}
    assert source.private == frozenset()
    assert settings.pick(["vietnam.vn"]) == (source,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[fetch]\ncontct = 'x'", "unknown key 'fetch.contct'; did you mean 'contact'?"),
        ("[archive]\nkeep_day = 9", "unknown key 'archive.keep_day'; did you mean 'keep_days'?"),
        ("[archive]\nkeep_days = -1", "archive.keep_days"),
        ("[fech]\ncontact = 'x'", "unknown key 'fech'; did you mean 'fetch'?"),
        ("[zzzzzz]", "known: fetch, release, archive, run, warehouse, notify, source"),
        (LIVE + "crawl_dely = 3", "unknown key 'source.0.crawl_dely'; did you mean 'crawl_delay'?"),
        ("[run]\nbackend = 'dask'", "run.backend = 'dask' is not supported; allowed: 'threads'"),
        ("[warehouse]\ncatalog = 'ducklake'", "warehouse.catalog = 'ducklake' is not supported; allowed: 'duckdb'"),
        ("[warehouse]\nmemory_limit = 'lots'", "warehouse.memory_limit"),
        ("[fetch]\nmax_failed_share = 2", "fetch.max_failed_share"),
        ('[fetch]\ncontact = "a\\nX-Evil: 1"', "printable ASCII"),
        ("[notify]\nping_url = 'file:///etc/passwd'", "not an http or https URL"),
        ("[fetch", "not valid TOML"),
        ("source = 3", "source"),
        (LIVE + LIVE.split("[[source]]")[1].join(["[[source]]", ""]), "two sources are named vietnam.vn"),
    ],
)
def test_a_wrong_config_says_what_and_where(text: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_settings(text, name="my.toml")
    assert said in str(caught.value)
    assert "my.toml" in str(caught.value)


@pytest.mark.parametrize(
    ("start", "extra", "said"),
    [
        ("https://elsewhere.vn/s.xml", "allow_hosts = ['www.vietnam.vn']", "outside allow_hosts"),
        ("https://www.vietnam.vn:8443/s.xml", "allow_hosts = ['www.vietnam.vn:443']", "outside allow_hosts"),
        ("ftp://www.vietnam.vn/s.xml", "", "not an http or https URL"),
        ("https://me:pw@www.vietnam.vn/s.xml", "", "user name or password"),
        ("http://127.0.0.1:8000/s.xml", "", "allow_private"),
        ("http://[::ffff:127.0.0.1]/s.xml", "", "allow_private"),
        ("http://2130706433/s.xml", "", "allow_private"),
        ("http://www.vietnam.vn/", "allow_hosts = ['http://www.vietnam.vn/']", "must be host or host:port"),
        ("http://www.vietnam.vn/", "url_pattern = '('", "no regular expression"),
        ("http://www.vietnam.vn/", "layout = 'vietnam'", "allowed: generic, vietnam.vn"),
    ],
)
def test_a_source_that_must_not_be_asked_is_refused_before_anything_runs(start: str, extra: str, said: str) -> None:
    with pytest.raises(UsageError, match=said.replace("(", r"\(")):
        read_settings(f"[[source]]\nname = 'x'\nstart = ['{start}']\n{extra}", name="my.toml")


def test_a_secret_in_a_url_is_not_repeated() -> None:
    with pytest.raises(UsageError) as caught:
        read_settings("[[source]]\nname='x'\nstart=['https://me:s3cr3t@a.vn/']", name="my.toml")
    assert "s3cr3t" not in str(caught.value)


def test_allow_private_opens_exactly_the_start_urls() -> None:
    source = Source(
        name="t", start=("http://127.0.0.1:8000/sitemap.xml",), allow_hosts=("127.0.0.1",), allow_private=True
    )
    assert source.private == {("127.0.0.1", 8000)}
    assert ("127.0.0.1", 8000) in source.allowed


def test_where_the_config_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path)
    monkeypatch.delenv("HADAF_CONFIG", raising=False)
    assert load_settings(home).sources == ()
    with pytest.raises(UsageError, match="no source is configured"):
        load_settings(home).pick()
    home.config.write_text("[release]\nkeep = 2", encoding="utf-8")
    assert load_settings(home).release.keep == 2
    (tmp_path / "other.toml").write_text("[release]\nkeep = 3", encoding="utf-8")
    monkeypatch.setenv("HADAF_CONFIG", str(tmp_path / "other.toml"))
    assert load_settings(home).release.keep == 3
    assert load_settings(home, home.config).release.keep == 2
    with pytest.raises(UsageError, match="no such config file"):
        load_settings(home, tmp_path / "absent.toml")


def test_an_unknown_source_names_the_near_miss() -> None:
    with pytest.raises(UsageError, match=r"did you mean 'vietnam\.vn'"):
        read_settings(LIVE, name="x").pick(["vietnamvn"])


@given(st.ip_addresses(v=4))
def test_a_mapped_address_is_as_private_as_its_inner_one(address: object) -> None:
    assert is_public(f"::ffff:{address}") == is_public(str(address))
    assert is_private_host(str(address)) != is_public(str(address))
