"""`evaluate` and `sample`: how good the figures are."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from warehouse.cli.output import emit, harmless, table
from warehouse.cli.verb import invocation, verb
from warehouse.errors import UsageError

if TYPE_CHECKING:
    from warehouse.evaluate.gold import Score

LABELS: Final = {
    "core_f1": "core F1",
    "pairs_f1": "pairs F1",
    "garbled_accepted": "garbled accepted",
    "quarantine_found": "quarantine found",
    "milestones_found": "milestones found",
    "sure_share": "confidence >= 0.9",
    "sure_right": "  of these right",
}


@verb(
    "evaluate",
    examples=["hadaf evaluate gold.jsonl --errors 30", "hadaf evaluate filled-sheet.csv"],
)
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("predicted", type=click.Path(path_type=Path), required=False)
@click.option("--errors", default=20, show_default=True, metavar="N", help="list the first N errors (on stderr)")
def evaluate(gold: Path, predicted: Path | None, errors: int) -> None:
    """Score the extractor (or PREDICTED) against a gold file, or read a filled labelling sheet."""
    for path in (gold, predicted):
        if path is not None and not path.is_file():
            raise UsageError(f"{path}: no such file")
    if gold.suffix.lower() == ".csv":
        _evaluate_sheet(gold, errors)
        return
    from warehouse.evaluate.run import evaluate as run

    result = run(gold, predicted, _extractor(gold.name))
    _list_errors(result.errors, errors)
    if invocation().json:
        emit({**result.as_dict(), "n_errors": len(result.errors)})
    else:
        click.echo(_report(result))


def _extractor(name: str) -> Any:
    """Make the function that extracts the figures of a gold file's articles with today's lexicon."""

    def extract(lines: Iterable[bytes]) -> Iterable[Mapping[str, Any]]:
        from warehouse.lexicon import load_lexicon
        from warehouse.pipeline.extracting import extract_rows
        from warehouse.pipeline.rows import read_json_lines

        home = invocation().home
        lexicon = load_lexicon(home.lexicon if home.lexicon.is_dir() else None)
        return extract_rows(read_json_lines(lines, name=name), lexicon)

    return extract


def _report(result: Score) -> str:
    measures = result.as_dict()
    head = f"{measures['articles']} articles, {measures['gold']} gold, {measures['predicted']} predicted"
    detection = "figures            P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}".format(**measures)
    skipped = {"articles", "gold", "predicted", "precision", "recall", "f1"}
    rows = [
        f"{LABELS.get(name, name):18} {value:.3f}"
        if isinstance(value, float)
        else f"{LABELS.get(name, name):18} {value}"
        for name, value in measures.items()
        if name not in skipped
    ]
    return "\n".join([head, detection, *rows])


def _evaluate_sheet(path: Path, errors: int) -> None:
    from warehouse.evaluate.sheet import score_sheet

    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            fields, wrong = score_sheet(stream, name=str(path))
    except UnicodeDecodeError:
        raise UsageError(f"{path}: not UTF-8; save the sheet as CSV UTF-8") from None
    _list_errors(wrong, errors)
    if invocation().json:
        emit({"fields": [asdict(field) for field in fields], "n_errors": len(wrong)})
    else:
        rows = [[f.field, f.judged, f.right, f.precision, f.low, f.high] for f in fields]
        click.echo(table(["field", "judged", "right", "precision", "95 % from", "to"], rows))


def _list_errors(errors: list[str], most: int) -> None:
    for line in errors[:most]:
        click.echo(harmless(line), err=True)
    if len(errors) > most > 0:
        click.echo(f"… and {len(errors) - most} more (--errors {len(errors)} lists all)", err=True)


@verb(
    "sample",
    examples=["hadaf sample --n 50 > sheet.csv", "hadaf sample --n 200 --seed 7 --out sheet.csv"],
)
@click.option("--n", "count", default=50, show_default=True, type=click.IntRange(min=1), help="figures to draw")
@click.option("--seed", default=0, show_default=True, help="the same seed draws the same figures of a release")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="write here instead of stdout")
def sample(count: int, seed: int, out: Path | None) -> None:
    """Draw published figures at random as a labelling sheet (CSV) that `evaluate` scores when filled in."""
    from warehouse.cli.published import release_file
    from warehouse.db.query import sample as draw
    from warehouse.evaluate.sheet import write_sheet

    rows = draw(release_file(), count, seed=seed)
    if out is None:
        sys.stdout.reconfigure(newline="")  # type: ignore[union-attr]
        write_sheet(rows, sys.stdout)
        return
    with out.open("w", encoding="utf-8-sig", newline="") as stream:  # the mark makes spreadsheets read it as UTF-8
        written = write_sheet(rows, stream)
    click.echo(
        f"{written} figures drawn into {out}; fill the *_ok columns with y or n, then: hadaf evaluate {out}", err=True
    )
