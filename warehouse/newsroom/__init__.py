"""The sample newsroom: Urdu pages of our own writing, served on loopback for `hadaf demo` and the tests."""

from __future__ import annotations

from warehouse.newsroom.catalogue import Article, Figure, Milestone, Pair, gold, load, pairs

__all__ = ["Article", "Figure", "Milestone", "Pair", "gold", "load", "pairs"]
