"""Run by test_old_client.py in an environment of its own: read everything that a release publishes.

Prints one JSON object: the client's version, rows of each view, answers of each macro, what failed.
"""

import json
import sys

import duckdb

OBJECTS = "select table_name from information_schema.tables where table_schema = 'main' order by 1"
MACROS = "select function_name from duckdb_functions() where schema_name = 'main' and not internal order by 1"
CALLS = {"site_of": "main.site_of('https://news.example/ur/a')"}


def answers(file):
    told = {"version": duckdb.__version__, "rows": {}, "macros": {}, "failed": {}}
    with duckdb.connect(file, read_only=True) as con:
        for (name,) in con.execute(OBJECTS).fetchall():
            try:
                # every column of every row is made, not only counted
                told["rows"][name] = len(con.execute(f'select * from main."{name}"').fetchall())
            except duckdb.Error as error:
                told["failed"][name] = str(error)
        for (name,) in con.execute(MACROS).fetchall():
            try:
                told["macros"][name] = con.execute(f"select {CALLS[name]}").fetchall()[0][0]
            except (duckdb.Error, KeyError) as error:
                told["failed"][name] = repr(error)
    return told


if __name__ == "__main__":
    print(json.dumps(answers(sys.argv[1])))
