"""The cue words of `roles.toml` found in the text: what makes a figure a target, a result, a share or a change."""

from __future__ import annotations

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.phrases import longest, occurrences, table_phrases

FAMILIES = {
    "verb": [
        ("target", "after"),
        ("estimate", "after"),
        ("future", "after"),
        ("subjunctive", "after"),
        ("infinitive", "after"),
        ("present", "after"),
        ("either", "after"),
        ("result", "after"),
    ],
    "lead": [("target", "before"), ("estimate", "before")],
    "naming": [("target", "naming")],
    "tail": [("target", "tail")],
    "announced": [("target", "announced")],
    "plan": [("attainment", "before"), ("attainment", "over")],
    "plan_after": [("attainment", "after")],
    "motion": [("change", "rise"), ("change", "fall"), ("change", "none")],
    "comparison": [("change", "comparison")],
    "moving": [("change", "moving_rise"), ("change", "moving_fall")],
    "ratio": [("change", "ratio"), ("change", "share_of")],
    "elsewhere": [("change", "elsewhere")],
    "explaining": [("change", "explaining")],
    "incidental": [("context", "noun"), ("context", "size")],
    "incidental_subject": [("context", "subject"), ("context", "population")],
    "incidental_after": [("context", "after"), ("context", "weak_after"), ("context", "meeting")],
    "threshold": [("context", "threshold")],
    "prize": [("context", "prize")],
    "group": [("context", "group")],
    "structure": [("structure", "words")],
    "strong": [("result", "strong")],
    "against": [("result", "against")],
}
"""Cues that are looked up together, so that the longest of them stands ("سے زیادہ" before "زیادہ")."""

EXACT = ("verb", "announced", "tail")
"""Families matched in the very forms given: a verb's form is its tense; every other cue may stand in any form."""


def cue_spans(tokens: pl.DataFrame, family: str, lexicon: Lexicon) -> pl.DataFrame:
    """Find the cues of a family: the span columns of `occurrences`, `cue` (table) and `side` (key) of `roles.toml`."""

    def build(lexicon: Lexicon) -> pl.DataFrame:
        table = lexicon.table("roles.toml")
        rows = [
            {"phrase": phrase, "cue": name, "key": key} for name, key in FAMILIES[family] for phrase in table[name][key]
        ]
        if family == "verb":
            target = table["target"]
            said = {row["phrase"] for row in rows}
            owed = {f"{verb} {duty}" for verb in target["infinitives"] for duty in target["duties"]} - said
            rows += [{"phrase": phrase, "cue": "target", "key": "after"} for phrase in sorted(owed)]
        if family == "tail":
            target = table["target"]
            linked = [f"{link} {aim}" for link in target["links"] for aim in target["aims"]]
            rows += [{"phrase": phrase, "cue": "target", "key": "tail"} for phrase in linked]
        if family == "motion":
            # "سے کچھ زائد": what says how exactly a number holds is no motion, although it holds such a word
            known = {row["phrase"] for row in rows}
            rows += [
                {"phrase": phrase, "cue": "change", "key": "none"}
                for entry in lexicon.table("grammar.toml")["comparator"]
                for phrase in entry["after"]
                if phrase not in known and phrase != "+"
            ]
        return table_phrases(rows, lexicon, on=key).unique(maintain_order=True)

    key = "norm" if family in EXACT else "stem"
    return longest(occurrences(tokens, lexicon.derived(f"cues:{family}", build), on=key))
