"""What one visitor costs: the result page's sums and its PDF."""

from collections.abc import Iterator
from datetime import UTC, datetime

from calculator.web import paper
from calculator.web.forms.answers import Answers
from calculator.web.presentation import page
from calculator.web.presentation.outcome import compute
from tests.bench.measuring import Measured, at_most, known, median_seconds
from tests.calculator.web.forms.typed import answers
from tests.calculator.web.presentation.households import TYPED

MILLI = 1e3
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


def measure() -> Iterator[Measured]:
    households = [_typed(name) for name in ("breadwinner", "fewer hours", "lone parent")]
    yield known("Uitkomst voor de pagina, zonder opmaak", median_seconds(_page, households) * MILLI, "ms")
    paper.render(households[0], now=NOW)  # loads WeasyPrint and the fonts, which a worker does at its start
    seconds = median_seconds(_pdf, households, warm=1, seconds=3)
    yield at_most("PDF van een uitkomst, twee pagina’s", seconds * MILLI, 2 * 150, "ms", decimals=0)


def _typed(name: str) -> Answers:
    household = answers(*TYPED[name], year=2026)
    if household.first_wrong is not None:
        raise RuntimeError(f"In het voorbeeld {name} klopt iets niet.")
    return household


def _page(household: Answers) -> None:
    page.for_screen(compute(household))


def _pdf(household: Answers) -> None:
    paper.render(household, now=NOW)
