"""The words: TOML and CSV files that an analyst edits, read once and handed on as frames."""

from warehouse.lexicon.store import Lexicon, load_lexicon

__all__ = ["Lexicon", "load_lexicon"]
