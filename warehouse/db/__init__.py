"""The warehouse: connect, migrate, load, refresh, check, publish, query. The only door to DuckDB."""
