"""SHAPE: every SQL object of the warehouse, one a file; `warehouse.db.statements` reads them.

`migrations/` tables, forward only · `views/` what is derived, made anew by every migrate · `load/` one article in ·
`refresh/` materialised tables kept up · `checks/` queries that select bad rows · `queries/` questions asked by the
command line and by analysts · `columns.csv` what a column means wherever its name appears.
"""
