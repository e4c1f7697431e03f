"""The sentences that explain an allowance: a different one for each reason why there is nothing."""

from datetime import date

import numpy as np
import pytest

from calculator.engine.steps import Stappen
from calculator.proofs.whole_euros import (
    aged,
    child,
    huurtoeslag,
    kinderopvangtoeslag,
    kindgebonden_budget,
    zorgtoeslag,
)
from calculator.rules import kinderbijslag


def sentence(call, *args, **kwargs):
    """The one recorded step as plain text."""
    stap = Stappen()
    call(*args, **kwargs, stap=stap)
    (step,) = stap.recorded
    return step.because(0, 0).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (
            {"income": 20000},
            (
                "Het toetsingsinkomen van € 20.000 is niet hoger dan € 29.736. Dan is er het hoogste bedrag: de "
                "standaardpremie van € 2.119 min de normpremie van € 569. Dat is € 1.550 per jaar, dus € 129 per maand."
            ),
        ),
        (
            {"income": 35000},
            (
                "De standaardpremie van € 2.119 min de normpremie van € 1.291 is € 828 per jaar. Dat is "
                "€ 69 per maand. De normpremie stijgt mee met het toetsingsinkomen van € 35.000."
            ),
        ),
        (
            {"income": 50000},
            "Het toetsingsinkomen van € 50.000 is te hoog. Boven € 40.857 is er geen zorgtoeslag.",
        ),
        (
            {"income": 50000, "wealth": 150000},
            "Het vermogen van € 150.000 is hoger dan € 146.011. Dan is er geen zorgtoeslag.",
        ),
    ],
)
def test_zorgtoeslag_says_why(call, expected):
    assert sentence(zorgtoeslag, **call) == expected


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (
            {"income": 20000, "rent": 700},
            (
                "Van de huur van € 700,00 is de eerste € 202,52 voor eigen rekening. Van de rest wordt € 426,85 "
                "vergoed. In hele euro's is dat € 426 per maand."
            ),
        ),
        (
            {"income": 28000, "rent": 700},
            (
                "Van de huur van € 700,00 is de eerste € 202,52 voor eigen rekening. Van de rest wordt € 426,85 "
                "vergoed. Daar gaat € 102,93 af, omdat het toetsingsinkomen van € 28.000 hoger is dan € 23.425. "
                "In hele euro's blijft € 323 per maand over."
            ),
        ),
        (
            {"income": 20000, "rent": 1000},
            (
                "Van de huur van € 1.000,00 telt € 932,93 mee. De eerste € 202,52 is voor eigen rekening. Van de rest "
                "wordt € 523,27 vergoed. In hele euro's is dat € 523 per maand."
            ),
        ),
        (
            {"income": 28000, "rent": 1000},
            (
                "Van de huur van € 1.000,00 telt € 932,93 mee. De eerste € 202,52 is voor eigen rekening. Van de rest "
                "wordt € 523,27 vergoed. Daar gaat € 102,93 af, omdat het toetsingsinkomen van € 28.000 hoger is dan "
                "€ 23.425. In hele euro's blijft € 420 per maand over."
            ),
        ),
        (
            {"income": 60000, "rent": 700},
            "Het toetsingsinkomen van € 60.000 is te hoog voor huurtoeslag bij een huur van € 700,00.",
        ),
        (
            {"income": 20000, "rent": 150},
            (
                "De huur van € 150,00 is niet hoger dan € 202,52, het deel dat voor eigen rekening is. "
                "Dan is er geen huurtoeslag."
            ),
        ),
        (
            {"income": 20000, "rent": 203},
            "De huurtoeslag zou minder zijn dan € 24 per jaar. Zo'n klein bedrag wordt niet toegekend.",
        ),
        (
            {"income": 20000, "rent": 700, "wealth": 38480},
            "Het vermogen van € 38.480 is hoger dan € 38.479. Dan is er geen huurtoeslag.",
        ),
        ({"income": 20000, "rent": 0}, "Huurtoeslag is er alleen voor een huurwoning."),
        (
            {"income": 25000, "rent": 900, "year": 2025},
            (
                "Van de huur van € 900,00 is € 248,21 voor eigen rekening bij een toetsingsinkomen van € 25.000. "
                "Van de rest wordt een deel vergoed: € 449 per maand."
            ),
        ),
        (
            {"income": 20000, "rent": 950, "year": 2025},
            "De huur van € 950,00 is hoger dan € 900,07. Dan is er geen huurtoeslag.",
        ),
        (
            {"income": 20000, "rent": 500, "year": 2025, "young": True},
            "Alle volwassenen in huis zijn jonger dan 23 jaar. Dan is er boven een huur van € 477,20 geen huurtoeslag.",
        ),
    ],
)
def test_huurtoeslag_says_why(call, expected):
    assert sentence(huurtoeslag, **call) == expected


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (
            {"income": 20000, "births": aged(8)},
            (
                "Het toetsingsinkomen van € 20.000 is niet hoger dan € 29.736. Dan is er het hoogste bedrag: "
                "€ 5.996 per jaar."
            ),
        ),
        (
            {"income": 45000, "births": aged(4, 8), "partner": True},
            (
                "Het hoogste bedrag is € 5.160 per jaar. Daar gaat € 445 af, omdat het toetsingsinkomen van € 45.000 "
                "hoger is dan € 39.141. Er blijft € 4.715 per jaar over."
            ),
        ),
        (
            {"income": 90000, "births": aged(4), "partner": True},
            (
                "Het toetsingsinkomen van € 90.000 is te hoog. Boven € 72.779 is er in deze situatie geen "
                "kindgebonden budget."
            ),
        ),
        (
            {"income": 20000, "births": aged(4), "wealth": 200000},
            "Het vermogen van € 200.000 is hoger dan € 146.011. Dan is er geen kindgebonden budget.",
        ),
        (
            {"income": 20000, "births": [date(2000, 1, 1)]},
            "Er is dit jaar geen kind jonger dan 18 jaar. Dan is er geen kindgebonden budget.",
        ),
    ],
)
def test_kindgebonden_budget_says_why(call, expected):
    assert sentence(kindgebonden_budget, **call) == expected


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (
            {"income": 60000, "children": [child("dagopvang", 122, 10.50)]},
            (
                "Bij een toetsingsinkomen van € 60.000 wordt 93,9 procent vergoed van de kosten die meetellen. "
                "Dat is € 14.434 van € 15.372,00 per jaar."
            ),
        ),
        (
            {"income": 120000, "children": [child("bso", 65, 10.10), child("dagopvang", 87, 12.45)]},
            (
                "Bij een toetsingsinkomen van € 120.000 wordt 60,6 procent vergoed voor het kind met de meeste uren "
                "opvang en 87,9 procent voor de andere kinderen. Dat is € 13.947 van de € 19.508,52 per jaar "
                "die meetellen."
            ),
        ),
        (
            {"income": 60000, "children": [child("bso", 40, 9)], "both_work": False},
            "Niet alle ouders in huis werken. Dan is er geen kinderopvangtoeslag.",
        ),
        ({"income": 60000, "children": []}, "Er zijn geen kosten voor kinderopvang die meetellen."),
        (
            {"income": 60000, "children": [child("bso", 0.1, 9)]},
            "De toeslag zou minder zijn dan € 24 per jaar. Zo'n klein bedrag wordt niet toegekend.",
        ),
    ],
)
def test_kinderopvangtoeslag_says_why(call, expected):
    assert sentence(kinderopvangtoeslag, **call) == expected


@pytest.mark.parametrize(
    ("births", "expected"),
    [
        (
            [date(2019, 9, 1)],
            "Er is in dit jaar 1 kind met recht op kinderbijslag: € 1.441,30 over vier kwartalen.",
        ),
        (
            [date(2019, 9, 1), date(2026, 4, 1), date(2007, 12, 31)],
            "Er zijn in dit jaar 2 kinderen met recht op kinderbijslag: € 2.333,17 over vier kwartalen.",
        ),
        ([], "Er is in dit jaar geen kind jonger dan 18 jaar. Dan is er geen kinderbijslag."),
    ],
)
def test_kinderbijslag_says_why(births, expected):
    assert sentence(kinderbijslag.kinderbijslag_jaar, births, 2026) == expected


def test_a_curve_gets_the_sentence_of_its_own_hour():
    stap = Stappen()
    zorgtoeslag([[20000, 35000, 50000]], stap=stap)
    (step,) = stap.recorded

    beginnings = [step.because(0, hour)[:24] for hour in range(3)]

    assert beginnings == ["Het toetsingsinkomen van", "De standaardpremie van €", "Het toetsingsinkomen van"]
    assert "te hoog" in step.because(0, 2)


@pytest.mark.parametrize(
    ("call", "law"),
    [
        ({"call": zorgtoeslag, "income": 20000}, "Wet op de zorgtoeslag"),
        ({"call": huurtoeslag, "income": 20000, "rent": 600}, "Wet op de huurtoeslag"),
        ({"call": kindgebonden_budget, "income": 20000, "births": aged(4)}, "Wet op het kindgebonden budget"),
        ({"call": kinderopvangtoeslag, "income": 20000, "children": [child("bso", 40, 9)]}, "Wet kinderopvang"),
    ],
)
def test_each_step_names_its_law_its_values_and_its_amount(call, law):
    stap, call = Stappen(), dict(call)
    outcome = call.pop("call")(**call, stap=stap)
    (step,) = stap.recorded

    assert step.wet.startswith(law)
    assert step.waarden is not None
    assert step.uses
    assert all(hasattr(step.waarden, name) for name in step.uses)
    assert np.asarray(step.amount).item() in (outcome.jaar.item(), outcome.maand.item())


def test_nothing_is_recorded_unless_asked_for():
    stap = Stappen.geen()

    zorgtoeslag(20000, stap=stap)
    huurtoeslag(20000, 600, stap=stap)
    kindgebonden_budget(20000, aged(4), stap=stap)
    kinderopvangtoeslag(20000, [child("bso", 40, 9)], stap=stap)
    kinderbijslag.kinderbijslag_jaar(aged(4), 2026, stap=stap)

    assert stap.recorded == []
