"""The sample newsroom: Urdu pages of our own writing, served on loopback for `hadaf demo` and the tests."""

from __future__ import annotations

from warehouse.newsroom.catalogue import Article, Figure, Milestone, Pair, gold, load, pairs
from warehouse.newsroom.server import Newsroom, serve

__all__ = ["Article", "Figure", "Milestone", "Newsroom", "Pair", "gold", "load", "pairs", "serve"]
