"""The house rules that no linter knows: hosts, machine paths, grain comments, words outside the lexicon, file sizes."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# written apart, so that this file does not hold what it looks for
REGISTRY_HOSTS = re.compile(
    "|".join(("pypi" r"\.org", "pythonhosted" r"\.org", "npmjs" r"\.", "crates" r"\.io", "artifactory", "nexus" r"\."))
)
MACHINE_PATHS = re.compile(r"(?<![\w.])(?:/home/\w+|/root/|/Users/\w+|/(?:work|workspace|builds)/\w+|/tmp/[\w.]+/)")
# two letters in a row make a word; single ones, and sets in brackets, are how patterns of the script are written
SETS = re.compile(r"\[[^\]]*\]")
URDU = re.compile(r"[\u0621-\u064a\u0671-\u06d3]{2,}")
BINARY = {".woff2", ".png", ".parquet", ".gz"}


def committed_files() -> list[Path]:
    """List what git would commit here; outside a checkout there is nothing to check."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("pattern", [REGISTRY_HOSTS, MACHINE_PATHS], ids=["registry hosts", "machine paths"])
def test_committed_files_name_no_machine(pattern: re.Pattern[str]) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in committed_files()
        if path.suffix not in BINARY and path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert not found


def test_every_sql_file_says_its_grain_first() -> None:
    files = sorted((ROOT / "sql").rglob("*.sql"))
    assert files
    silent = [
        str(path.relative_to(ROOT))
        for path in files
        if "grain" not in path.read_text(encoding="utf-8").split("\n", 1)[0].lower()
    ]
    assert not silent


def _docstrings(tree: ast.Module) -> set[int]:
    """Collect the ids of docstring constants, attribute docstrings among them: doctests may hold Urdu."""
    bodies = [
        node.body
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return {
        id(statement.value)
        for body in bodies
        for statement in body
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    }


def test_no_urdu_word_stands_in_the_code() -> None:
    found = []
    for path in python_files("warehouse", "flows"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documented = _docstrings(tree)
        found += [
            f"{path.relative_to(ROOT)}:{node.lineno}: {node.value[:40]!r}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documented
            and URDU.search(SETS.sub("", node.value))
        ]
    assert not found


def test_no_file_is_a_drawer_for_everything() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
    found = [
        str(path.relative_to(ROOT))
        for path in python_files("warehouse", "flows")
        if {path.stem, *path.parent.parts} & vague
    ]
    assert not found


def test_nothing_is_left_to_do() -> None:
    unfinished = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|NotImplementedErr" r"or)\b")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in python_files("warehouse", "flows")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if unfinished.search(line)
    ]
    assert not found
