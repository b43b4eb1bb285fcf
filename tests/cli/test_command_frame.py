"""What all verbs share: help, global options on both sides, exit codes, signals."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from warehouse.cli.app import hadaf as command

VERBS = sorted(command.commands)
CONFIG = """
[[source]]
name = "local"
start = ["http://127.0.0.1:9/sitemap.xml"]
allow_private = true
"""


def test_the_contract_names_these_verbs() -> None:
    promised = (
        "demo ingest backfill reparse extract evaluate sample sql describe export source quarantine correct "
        "report check publish rollback status doctor"
    )
    assert set(promised.split()) <= set(VERBS)


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "quarantine"])
def test_help_has_one_line_two_examples_and_exit_codes(verb: str, hadaf: Any) -> None:
    done = hadaf(verb, "--help")
    assert done.returncode == 0
    examples = done.stdout.split("Examples:\n")[1].split("\n\n")[0].splitlines()
    assert len(examples) >= 2
    assert all("hadaf" in line for line in examples)
    assert "Exit codes:\n  0 " in done.stdout


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from warehouse.cli.app import hadaf; "
        "hadaf.main(['ingest', '--help'], standalone_mode=False); "
        "print(sorted({'prefect', 'duckdb', 'polars', 'bs4', 'httpx2'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_global_options_stand_on_either_side_of_the_verb(hadaf: Any, tmp_path: Path) -> None:
    before = hadaf("--home", tmp_path, "--json", "status")
    after = hadaf("status", "--home", tmp_path, "--json")
    assert before.returncode == after.returncode == 2
    assert before.stdout == after.stdout
    assert json.loads(before.stdout)["exit_code"] == 2


def test_home_comes_from_the_environment(hadaf: Any, tmp_path: Path) -> None:
    done = hadaf("sql", "select 1", env={"HADAF_HOME": str(tmp_path / "elsewhere")})
    assert done.returncode == 2
    assert "elsewhere" in done.stderr


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ('[fetch]\ncontakt = "me"\n', "unknown key 'fetch.contakt'; did you mean 'contact'?"),
        (CONFIG.replace("allow_private", "allow_privat"), "did you mean 'allow_private'?"),
        (CONFIG + 'allow_hosts = ["example.com"]\n', "is outside allow_hosts"),
        (CONFIG.replace("allow_private = true", ""), "is not a public address"),
        ("[fetch\n", "not valid TOML"),
    ],
)
def test_a_wrong_config_is_named_before_anything_starts(config: str, said: str, hadaf: Any, tmp_path: Path) -> None:
    (tmp_path / "hadaf.toml").write_text(config, encoding="utf-8")
    done = hadaf("--home", tmp_path, "ingest")
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hadaf.toml"]


@pytest.mark.parametrize("verb", [["status"], ["check"], ["export", "out"], ["publish"]])
def test_a_wrong_config_is_said_before_what_follows_from_it(verb: list[str], hadaf: Any, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("[release]\nkep = 3\n", encoding="utf-8")
    done = hadaf("--home", tmp_path / "home", "--config", wrong, *verb)
    assert done.returncode == 2
    assert "unknown key 'release.kep'; did you mean 'keep'?" in done.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["ingest"], "no source is configured"),
        (["--config", "nowhere.toml", "ingest"], "nowhere.toml: no such config file"),
        (["backfill"], "backfill needs --since and --until"),
        (["backfill", "--warc", "nowhere.warc.gz"], "nowhere.warc.gz: no such file"),
        (["backfill", "some.warc.gz"], "say --warc"),
        (["sql", "select 1"], "nothing is published yet"),
        (["publish"], "no work database"),
        (["ingets"], "No such command 'ingets'"),
    ],
)
def test_mistakes_end_with_2_and_say_what_to_do(args: list[str], said: str, hadaf: Any, tmp_path: Path) -> None:
    done = hadaf("--home", tmp_path / "home", *args)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_source_that_is_not_configured_is_named(hadaf: Any, tmp_path: Path) -> None:
    (tmp_path / "hadaf.toml").write_text(CONFIG, encoding="utf-8")
    done = hadaf("--home", tmp_path, "ingest", "--source", "locl")
    assert done.returncode == 2
    assert "did you mean 'local'?" in done.stderr


def test_a_second_run_ends_with_75_and_names_the_first(hadaf: Any, tmp_path: Path) -> None:
    (tmp_path / "hadaf.toml").write_text(CONFIG, encoding="utf-8")
    holder = (
        "import sys; from pathlib import Path\n"
        "from warehouse.db.lock import hold; from warehouse.home import Home\n"
        "with hold(Home(Path(sys.argv[1]))): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        done = hadaf("--home", tmp_path, "ingest")
        assert done.returncode == 75
        assert f"process {process.pid}" in done.stderr


def test_doctor_looks_the_installation_over(hadaf: Any, tmp_path: Path) -> None:
    done = hadaf("--home", tmp_path, "--json", "doctor")
    findings = {finding["what"]: finding for finding in json.loads(done.stdout)["findings"]}
    assert {"python", "duckdb", "prefect", "fastapi", "disk", "lock", "lexicon", "font", "storage"} <= set(findings)
    assert findings["fastapi"]["good"]
    assert findings["last run"]["found"] == "none yet"
