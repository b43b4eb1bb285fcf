"""Measure a peer on the texts of standard input; run by `measure.py` with the interpreter of the bench environment.

    python peers.py quantulum3|duckling < texts.json

Texts are a JSON list of sentences whose digits are already 0-9. Prints the sentences per second of CPU time of this
process, warm: the first sentences are read once before the clock starts.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

WARM = 50


def quantulum3() -> Callable[[str], Any]:
    """Read with the rules of quantulum3; its classifier is a model of its own and is left off."""
    read: Callable[[str], Any] = import_module("quantulum3.parser").parse
    return read


def duckling() -> Callable[[str], Any]:
    """Read numbers, money, quantities and lengths with Duckling's English rules; it has no Urdu."""
    native = import_module("duckling")
    zones = native.load_time_zones("/usr/share/zoneinfo")
    moment = native.parse_ref_time(zones, "UTC", 1_700_000_000)
    locale = native.parse_locale("EN_US", native.default_locale_lang(native.parse_lang("EN")))
    context = native.Context(moment, locale)
    dimensions = native.parse_dimensions(["number", "amount-of-money", "quantity", "distance", "volume", "temperature"])
    return lambda text: native.parse(text, context, dimensions, False)


def main() -> None:
    """Print the rate of the peer named on the command line."""
    read = {"quantulum3": quantulum3, "duckling": duckling}[sys.argv[1]]()
    texts = json.load(sys.stdin)
    for text in texts[:WARM]:
        read(text)
    begun = time.process_time()
    for text in texts:
        read(text)
    print(len(texts) / (time.process_time() - begun))


if __name__ == "__main__":
    main()
