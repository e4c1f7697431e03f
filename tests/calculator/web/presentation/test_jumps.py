"""The jumps in words: each by its name, with what it's worth, and every place where an hour more leaves less."""

from types import SimpleNamespace

import numpy as np
import pytest

from calculator.household import parts
from calculator.household.jumps import SHORT, Jump
from calculator.web.presentation.jumps import VERBS, jumps, short
from tests.calculator.web.presentation.households import TYPED, outcome_of, plain

NAMES = {part.key: part.in_short for part in parts.rows() if part.starts} | SHORT
HOURS = (0, 100, 200, 300)
STOPS = "Bij 2 uur stopt je zorgtoeslag."
EACH_TIME = "de kinderopvangtoeslag telkens een trede. Dat is elke keer"


def jump(rule="zorgtoeslag", kind="stops", hours=200, amount=-60_00, sentence="Bij 2 uur stopt je zorgtoeslag."):
    return Jump(
        rule=rule, short=NAMES[rule], kind=kind, before=hours - 100, hours=hours, amount_year=amount, sentence=sentence
    )


def jumps_of(*of_curve, left=(0, 1200_00, 2400_00, 3600_00), together=False, now=1, wish=2):
    curve = SimpleNamespace(jumps=of_curve, hours=HOURS, disposable_year=np.array(left), at=HOURS.index)
    return jumps(SimpleNamespace(curve=curve, together=together, hours_now=now, hours_wish=wish))


def sentences(answer):
    return [plain(" ".join(mark.sentences)) for mark in answer.numbered]


def test_every_rule_and_every_kind_has_a_short_name():
    short_names = {one.rule: one.short for name in TYPED for one in outcome_of(name).curve.jumps}
    assert {"huurtoeslag", "inkomensafhankelijke_combinatiekorting", "kinderopvangtoeslag"} <= set(short_names)
    assert "student_debt" in NAMES

    assert short_names == {rule: NAMES[rule] for rule in short_names}
    for rule in NAMES:
        for kind in VERBS:
            assert short([jump(rule=rule, kind=kind)]) == f"{NAMES[rule]} {VERBS[kind][0]}"


@pytest.mark.parametrize(
    ("here", "words"),
    [
        ([("huurtoeslag", "stops"), ("zorgtoeslag", "stops")], "huurtoeslag en zorgtoeslag stoppen"),
        ([("huurtoeslag", "starts"), ("zorgtoeslag", "stops")], "zorgtoeslag stopt, huurtoeslag begint"),
        (
            [("inkomensafhankelijke_combinatiekorting", "moves"), ("kindgebonden_budget", "stops")],
            "kindgebonden budget stopt, combinatiekorting wisselt",
        ),
    ],
)
def test_what_happens_at_the_same_hours_stands_together(here, words):
    assert short([jump(rule=rule, kind=kind) for rule, kind in here]) == words


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (-60_00, "Bij 2 uur stopt je zorgtoeslag. Dat is € 5 per maand minder."),
        (60_00, "Bij 2 uur stopt je zorgtoeslag. Dat is € 5 per maand meer."),
        (-5_00, "Bij 2 uur stopt je zorgtoeslag."),
        (0, "Bij 2 uur stopt je zorgtoeslag."),
    ],
)
def test_an_amount_that_is_felt_is_told_with_its_direction(amount, said):
    assert sentences(jumps_of(jump(amount=amount))) == [said]


def test_a_credit_that_changes_hands_has_no_amount():
    moved = jump(rule="inkomensafhankelijke_combinatiekorting", kind="moves", amount=-60_00, sentence="Hij wisselt.")

    assert sentences(jumps_of(moved)) == ["Hij wisselt."]


def test_a_jump_that_leaves_less_says_so():
    assert sentences(jumps_of(jump(), left=(0, 1200_00, 1140_00, 3600_00))) == [
        f"{STOPS} Dat is € 5 per maand minder. Je houdt dan € 5 per maand minder over dan bij 1 uur."
    ]
    assert sentences(jumps_of(jump(), left=(0, 1200_00, 1140_00, 3600_00), together=True))[0].endswith(
        "Jullie houden dan € 5 per maand minder over dan bij 1 uur."
    )


def test_every_other_hour_that_leaves_less_is_told_as_well():
    assert (
        jumps_of(left=(0, 1200_00, 1100_00, 1000_00)).band_sentence
        == "Bij 2 en 3 uur houd je minder over dan een uur eerder."
    )
    assert jumps_of(jump(), left=(0, 1200_00, 1100_00, 1000_00), together=True).band_sentence == (
        "Bij 3 uur houden jullie minder over dan een uur eerder."
    )
    assert jumps_of(left=(0, 1200_00, 1199_00, 3600_00)).band_sentence == ""


def band(hours, amount):
    return jump(rule="kinderopvangtoeslag", kind="band", hours=hours, amount=amount)


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        ([], ""),
        ([band(100, -60_00)], "Bij 1 uur daalt de kinderopvangtoeslag een trede. Dat is € 5 per maand minder."),
        ([band(100, 60_00)], "Bij 1 uur stijgt de kinderopvangtoeslag een trede. Dat is € 5 per maand meer."),
        (
            [band(100, -60_00), band(200, -144_00)],
            f"Bij 1 en 2 uur daalt {EACH_TIME} € 5 tot € 12 per maand minder.",
        ),
        (
            [band(100, -60_00), band(200, -61_00), band(300, -59_00)],
            f"Bij 1, 2 en 3 uur daalt {EACH_TIME} € 5 per maand minder.",
        ),
        (
            [band(100, -60_00), band(200, 144_00)],
            f"Bij 1 en 2 uur verandert {EACH_TIME} € 5 tot € 12 per maand meer of minder.",
        ),
    ],
)  # fmt: skip
def test_the_small_steps_of_childcare_are_told_together(bands, said):
    assert plain(jumps_of(*bands).band_sentence) == said


def test_jumps_are_numbered_in_the_order_of_the_hours():
    answer = jumps_of(jump(hours=300), jump(hours=100), jump(rule="huurtoeslag", hours=300))

    assert [(mark.number, mark.hours, len(mark.sentences)) for mark in answer.numbered] == [(1, 1.0, 1), (2, 3.0, 2)]


@pytest.mark.parametrize(
    ("now", "wish", "near"),
    [
        (24, 30, [20, 24, 27, 34]),
        (30, 24, [20, 24, 27, 34]),
        (8, 12, []),
        (31, 31, [27, 34, 35]),
        (23.5, 23.5, [20, 24, 27]),
    ],
)
def test_what_happens_near_your_hours_is_apart_from_the_rest(now, wish, near):
    places = (19, 20, 24, 27, 34, 35)
    curve = SimpleNamespace(
        jumps=[jump(hours=100 * place) for place in places],
        hours=[100 * hour for hour in range(41)],
        disposable_year=np.arange(41) * 1200_00,
        at=lambda hours: hours // 100,
    )
    answer = jumps(SimpleNamespace(curve=curve, together=False, hours_now=now, hours_wish=wish))

    assert [one.hours for one in answer.near] == near
    assert [one.hours for one in answer.far] == [place for place in places if place not in near]
    assert [one.number for one in answer.numbered] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("name", TYPED)
def test_what_stops_in_the_curve_is_told_at_its_hours(name):
    result = outcome_of(name)
    at = {mark.hours: mark.short for mark in jumps(result).numbered}

    for part in parts.toeslagen():
        amounts = result.curve.parts.get(part.key)
        if amounts is None:
            continue
        for place in range(1, len(amounts)):
            if (amounts[place] > 0) != (amounts[place - 1] > 0):
                assert part.in_short in at[result.curve.hours[place] / 100]
