"""Polars transforms from paragraphs to figures."""
