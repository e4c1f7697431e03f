"""One household: the curve, its explanation, reading a document, starting the engine."""

import copy
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from typing import Any

from calculator.berekening import bereken, curve, parse
from calculator.intake.document import read_document
from tests.bench.measuring import Measured, at_most, known, median_seconds
from tests.bench.sketch import INCOMES, sketch
from tests.calculator.documents import FAMILY
from tests.running import ROOT, clean_environment

MILLI, MICRO = 1e3, 1e6
START = "import time; began = time.process_time(); import calculator.berekening; print(time.process_time() - began)"


def measure() -> Iterator[Measured]:
    families = _families(50)
    every_hour = [{**family, "hours": "all"} for family in families]
    jotted = median_seconds(sketch, [INCOMES + number for number in range(50)])
    whole = median_seconds(curve, families)
    explained = median_seconds(lambda family: bereken(family, explain=True), every_hour, seconds=3)

    yield at_most("Curve van 41 uren, paar met twee kinderen, alle regels", whole * MILLI, 1.5, "ms")
    yield at_most("Zelfde 41 uren als antwoord, met uitleg bij elke stap", explained * MILLI, 5, "ms")
    yield known("Schets in NumPy: box 1, twee kortingen, zorgtoeslag", jotted * MILLI, "ms", decimals=3)
    yield known("Curve, in keren de schets", whole / jotted, "keer", decimals=0)
    yield known("Antwoord bij twee uren, zonder uitleg", median_seconds(bereken, _at_two(families)) * MILLI, "ms")
    texts = [json.dumps(family) for family in families]
    yield known("JSON lezen, een document", median_seconds(parse, texts) * MICRO, "µs", decimals=0)
    yield known("Document controleren", median_seconds(read_document, families) * MICRO, "µs", decimals=0)
    yield at_most("Engine laden in een nieuw proces", _seconds_to_start(), 0.3, "s")


def _families(number: int) -> list[dict[str, Any]]:
    """All different in what they earn and pay."""
    found = []
    for place in range(number):
        family = copy.deepcopy(FAMILY)
        family["people"][1]["wage"]["taxable_year"] = 22_000 + 700 * place
        family["housing"]["basic_rent"] = 650 + 5 * place
        found.append(family)
    return found


def _at_two(families: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**family, "hours": [28, 32]} for family in families]


def _seconds_to_start() -> float:
    """With compiled modules at hand, as in every start but the first."""
    with tempfile.TemporaryDirectory() as compiled:
        environment = clean_environment() | {"PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        taken = [_start(environment) for _ in range(8)]
    return statistics.median(taken[1:])


def _start(environment: dict[str, str]) -> float:
    done = subprocess.run(
        [sys.executable, "-c", START], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return float(done.stdout)
