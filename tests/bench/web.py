"""What one visitor costs: the result page's sums, and the papers beside a bare WeasyPrint page."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import partial
from multiprocessing import get_context

from calculator.web import paper
from calculator.web.forms.answers import Answers
from calculator.web.presentation import page
from calculator.web.presentation.outcome import compute
from portal.papers import pdf
from tests.bench.measuring import Measured, at_most, dutch, known, median_seconds
from tests.bench.visited import fill
from tests.calculator.web.forms.typed import answers
from tests.calculator.web.presentation.households import TYPED

MILLI = 1e3
AT_ONCE = ("breadwinner", "fewer hours", "lone parent", "starting", "debt and travel")
ROUNDS = 8
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
ROWS = "".join(f"<tr><th scope='row'>School {number}</th><td>{number} uur</td></tr>" for number in range(20))
BARE = f"""<!doctype html><html lang="nl"><title>Kaal</title><h1>Kaal</h1>
<table><caption>Uren</caption>{ROWS}</table>"""


def measure() -> Iterator[Measured]:
    fill()
    households = [_typed(name) for name in ("breadwinner", "fewer hours", "lone parent")]
    yield known("Uitkomst voor de pagina, zonder opmaak", median_seconds(_page, households) * MILLI, "ms")
    bare = _seconds(_bare)
    yield known("Kale bladzijde van WeasyPrint", bare * MILLI, "ms", decimals=0)
    papers: dict[str, tuple[Callable[[], object], int]] = {
        "uitkomst, twee bladzijden": (partial(paper.render, households[0], now=NOW), 350),
        "plan": (_plan(), 250),
        "certificaat": (_certificate(), 150),
    }
    for name, (render, most) in papers.items():
        seconds = _seconds(render)
        what = f"PDF van {name}, {dutch(seconds / bare, 1)} keer de kale"
        yield at_most(what, seconds * MILLI, most, "ms", decimals=0)
    yield at_most("Vijf PDF’s van uitkomsten tegelijk, twee processen (p95)", _five_at_once(), 1.5, "s")


def _five_at_once() -> float:
    """Seconds until an outcome is ready (95 of 100) when five are asked for at the same moment, on two processes that
    are warm as those of the worker are."""
    with ProcessPoolExecutor(2, mp_context=get_context("fork"), initializer=pdf.warm_up) as processes:
        list(processes.map(_ready_at, AT_ONCE))
        waited: list[float] = []
        for _ in range(ROUNDS):
            asked = time.perf_counter()
            waited += [ready - asked for ready in processes.map(_ready_at, AT_ONCE)]
    return sorted(waited)[int(0.95 * len(waited)) - 1]


def _ready_at(name: str) -> float:
    paper.render(_typed(name), now=NOW)
    return time.perf_counter()


def _seconds(render: Callable[[], object]) -> float:
    """Warm: what is loaded first, a worker does at its start."""
    return median_seconds(lambda _: render(), [None], warm=1, seconds=3)


def _bare() -> None:
    from weasyprint import HTML

    HTML(string=BARE).write_pdf(pdf_variant="pdf/ua-1")


def _plan() -> Callable[[], object]:
    """Of the example content, as most are."""
    from bootcamp.plan import papers, sheets
    from bootcamp.plan.models import Plan

    plan = Plan.objects.for_reading().latest("pk")
    return lambda: papers.render(sheets.of(plan), version=1, made_on=NOW.date())


def _certificate() -> Callable[[], object]:
    from bootcamp.following import certificates
    from tests.factories import make_certificate

    certificate = make_certificate()
    return lambda: certificates.render(certificate)


def _typed(name: str) -> Answers:
    household = answers(*TYPED[name], year=2026)
    if household.first_wrong is not None:
        raise RuntimeError(f"In het voorbeeld {name} klopt iets niet.")
    return household


def _page(household: Answers) -> None:
    page.for_screen(compute(household))
