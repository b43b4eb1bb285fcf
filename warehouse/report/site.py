"""Render the report: an index and one page an indicator, in English and in Urdu, from one release."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from warehouse.citation import deep_link, split_sentence, web_address
from warehouse.report.content import Content, Row, gather
from warehouse.report.dumbbell import dumbbell
from warehouse.report.wording import DIRECTION, LANGUAGES, Language, Wording, day

TEMPLATES: Final = PackageLoader("warehouse.report", "templates")


def write_site(release_file: Path, folder: Path) -> Path:
    """Write the report of a release into `folder`, replacing what was there, and return its index page.

    Layout: `index.html`, `indicator/<code>.html`, and the same under `ur/`. Every page carries its style sheet, allowed
    by its hash, so that it also works when mailed or opened from disk.
    """
    content = gather(release_file)
    draft = folder.with_name(f".{folder.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    for language in LANGUAGES:
        _write_language(content, language, draft if language == "en" else draft / language)
    # the old report goes only when the new one is whole
    shutil.rmtree(folder, ignore_errors=True)
    draft.rename(folder)
    return folder / "index.html"


def _write_language(content: Content, language: Language, folder: Path) -> None:
    pages = _environment(content, language)
    codes = sorted({row["indicator"] for row in content.comparisons})
    (folder / "indicator").mkdir(parents=True)
    up = "" if language == "en" else "../"
    index = pages.get_template("index.html").render(
        here="index.html", root="", top=up, programmes=_by_programme(content, codes)
    )
    (folder / "index.html").write_text(index, encoding="utf-8")
    for code in codes:
        rows = content.of_indicator(code)
        page = pages.get_template("indicator.html").render(
            here=f"indicator/{file_name(code)}", root="../", top=f"../{up}", code=code, rows=rows
        )
        (folder / "indicator" / file_name(code)).write_text(page, encoding="utf-8")


def _environment(content: Content, language: Language) -> Environment:
    made = Environment(
        loader=TEMPLATES, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    wording = Wording(language)
    # an end tag cannot occur in our own style sheet, which is why it may stand in the page unescaped
    style = Markup(made.get_template("report.css").render())  # noqa: S704
    made.globals.update(
        {
            "content": content,
            "language": language,
            "direction": DIRECTION[language],
            "w": wording,
            "t": wording.label,
            "around": wording.around,
            "amount": wording.amount,
            "day": day,
            "dumbbell": dumbbell,
            "evidence": lambda figure_id: evidence(content, figure_id),
            "file_name": file_name,
            "style": style,
            "style_hash": base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        }
    )
    return made


def _by_programme(content: Content, codes: Sequence[str]) -> list[tuple[str | None, list[tuple[str, list[Row]]]]]:
    """Group the indicators that have targets by programme; those without one come last."""

    def programme(code: str) -> str:
        return str(content.indicators.get(code, {}).get("programme") or "")

    ordered = sorted(codes, key=lambda code: (not programme(code), programme(code), code))
    return [
        (name or None, [(code, content.of_indicator(code)) for code in members])
        for name, members in itertools.groupby(ordered, key=programme)
    ]


def evidence(content: Content, figure_id: str | None) -> dict[str, Any] | None:
    """Give what stands behind a number: the sentence around it, the article, the links."""
    figure = content.figures.get(figure_id or "")
    if figure is None:
        return None
    before, mention, after = split_sentence(figure["sentence"] or "", figure["mention"])
    url = web_address(figure["article_url"])
    return {
        **figure,
        "before": before,
        "marked": mention,
        "after": after,
        "link": deep_link(url, figure["sentence"] or "", figure["mention"]) if url else None,
        "origin": web_address(figure["origin_url"]),
    }


def file_name(code: str) -> str:
    """Name the page of an indicator; a user's own code may hold anything.

    >>> file_name("poverty.rate"), file_name("../x")
    ('poverty.rate.html', '_x.html')
    """
    return f"{re.sub(r'[^A-Za-z0-9._-]', '_', code).lstrip('.') or '_'}.html"
