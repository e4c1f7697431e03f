"""One household: the curve, its explanation, reading a document, starting the engine."""

import copy
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from typing import Any

from calculator.answers import results
from calculator.answers.bereken import bereken
from calculator.batch.sector import FULL_WEEK
from calculator.engine.steps import Stappen
from calculator.household.calculation import compute, curve
from calculator.household.curve import Curve, make_curve
from calculator.household.intake.document import parse, read_document
from calculator.household.left_out import left_out
from calculator.household.notes import notes
from tests.bench.measuring import Measured, at_most, known, median_seconds
from tests.bench.sketch import INCOMES, sketch
from tests.calculator.documents import FAMILY
from tests.running import ROOT, clean_environment

MILLI, MICRO = 1e3, 1e6
START = (
    "import time; began = time.perf_counter(); import calculator.household.calculation; "
    "print(time.perf_counter() - began)"
)


def measure() -> Iterator[Measured]:
    families = _families(50)
    jotted = median_seconds(sketch, [INCOMES + number for number in range(50)])
    whole = median_seconds(curve, families)

    yield at_most("Curve van 41 uren, paar met twee kinderen, alle regels", whole * MILLI, 1.5, "ms")
    yield at_most("Dezelfde curve met de uitleg van elk uur", median_seconds(_explained, families) * MILLI, 4.5, "ms")
    yield known("Schets in NumPy: box 1, twee kortingen, zorgtoeslag", jotted * MILLI, "ms", decimals=3)
    yield known("Curve, in keren de schets", whole / jotted, "keer", decimals=0)
    yield known("Antwoord (JSON) bij twee uren", median_seconds(bereken, _at(families, [28, 32])) * MILLI, "ms")
    explained = [{**family, "explain": True} for family in _at(families, "all")]
    yield known("Antwoord (JSON) bij 41 uren, met uitleg", median_seconds(bereken, explained) * MILLI, "ms")
    texts = [json.dumps(family) for family in families]
    yield known("JSON lezen, een document", median_seconds(parse, texts) * MICRO, "µs", decimals=0)
    yield known("Document controleren", median_seconds(read_document, families) * MICRO, "µs", decimals=0)
    yield at_most("Engine laden in een nieuw proces", _seconds_to_start(), 0.3, "s")


def _families(number: int) -> list[dict[str, Any]]:
    """All different in what they earn and pay."""
    families = []
    for place in range(number):
        family: dict[str, Any] = copy.deepcopy(FAMILY)
        family["people"][1]["wage"]["taxable_year"] = 22_000 + 700 * place
        family["housing"]["basic_rent"] = 650 + 5 * place
        families.append(family)
    return families


def _at(families: list[dict[str, Any]], hours: Any) -> list[dict[str, Any]]:
    return [{**family, "hours": hours} for family in families]


def _explained(family: dict[str, Any]) -> tuple[Curve, list[dict[str, Any]]]:
    """The curve, and the steps of each of its hours with their sentences."""
    request, stap = read_document(family), Stappen()
    year = compute([request], [FULL_WEEK], stap=stap)
    steps = results.steps(stap.recorded, [hour // 100 for hour in FULL_WEEK])
    return make_curve(year, FULL_WEEK, notes(request, left_out(request))), steps


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
