"""Wire the stages together: archived pages to articles, articles to figures, figures to the warehouse."""

from __future__ import annotations
