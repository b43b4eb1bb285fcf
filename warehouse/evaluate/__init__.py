"""Measure the extractor: against gold files, and against labelling sheets that people filled in."""

from __future__ import annotations
