"""The extractor against its gold files: no measure falls below its floor, and floors only rise."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).parent
BOOK = json.loads((HERE / "floors.json").read_text("utf-8"))


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("raise_floors", HERE / "raise_floors.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


FLOORS = script()


@pytest.mark.parametrize("name", FLOORS.golds())
def test_no_measure_is_below_its_floor(name: str) -> None:
    assert name in BOOK["floors"], f"no floors for {name}: run tests/gold/raise_floors.py"
    lost = FLOORS.fallen(BOOK["floors"][name], FLOORS.measured(FLOORS.golds()[name], name=name))
    assert not lost, "\n".join(f"{name}.{field}: {share:.4f} < {floor}" for field, (floor, share) in lost.items())


def test_every_floor_is_of_a_measure_and_a_gold() -> None:
    assert set(BOOK["floors"]) == set(FLOORS.golds())
    assert {field for floors in BOOK["floors"].values() for field in floors} == set(FLOORS.MEASURES)


def test_every_lowered_floor_says_why() -> None:
    assert all(entry["reason"].strip() and entry["to"] < entry["from"] for entry in BOOK["lowered"])


def book(**floors: float) -> dict[str, Any]:
    return {"floors": {"dev": floors}, "lowered": []}


def test_a_floor_rises_with_what_is_reached_less_the_margin() -> None:
    new = FLOORS.raised(book(role=0.9, place=0.99), {"dev": {"role": 0.96, "place": 0.991}}, lower=[], reason=None)
    assert new["floors"]["dev"] == {"role": 0.955, "place": 0.99}
    assert new["lowered"] == []


def test_shares_of_confident_figures_have_a_wider_margin() -> None:
    new = FLOORS.raised(book(), {"dev": {"sure_right": 0.96}}, lower=[], reason=None)
    assert new["floors"]["dev"] == {"sure_right": 0.94}


@pytest.mark.parametrize(("lower", "reason"), [([], None), (["dev.place"], "the guide changed"), (["dev.role"], None)])
def test_a_floor_that_would_fall_is_refused(lower: list[str], reason: str | None) -> None:
    with pytest.raises(FLOORS.FloorLostError, match=r"dev\.role: 0\.890 is below its floor 0\.900"):
        FLOORS.raised(book(role=0.9, place=0.5), {"dev": {"role": 0.89, "place": 0.9}}, lower=lower, reason=reason)


def test_a_floor_falls_by_name_and_with_a_reason_that_stays() -> None:
    new = FLOORS.raised(book(role=0.9), {"dev": {"role": 0.89}}, lower=["dev.role"], reason="the guide changed")
    assert new["floors"]["dev"] == {"role": 0.885}
    assert new["lowered"] == [{"floor": "dev.role", "from": 0.9, "to": 0.885, "reason": "the guide changed"}]
    again = FLOORS.raised(new, {"dev": {"role": 0.95}}, lower=[], reason=None)
    assert again == {"floors": {"dev": {"role": 0.945}}, "lowered": new["lowered"]}


def test_the_command_wants_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        FLOORS.main(["--lower", "dev.role"])
    assert stopped.value.code == 2
    assert "--lower and --reason go together" in capsys.readouterr().err
