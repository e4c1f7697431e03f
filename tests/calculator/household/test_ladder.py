"""What is kept of a bonus of any height, and the question turned round: F (least) and S (safe), to the euro."""

import random

import numpy as np
import pytest

from calculator.household.calculation import calculate
from calculator.household.intake.document import read_document
from calculator.household.intake.faults import Faults
from calculator.household.ladder import GrossForNet, Ladder, first_and_safe, gross_for_net, kept_at_bonuses
from tests.calculator.documents import alone, family
from tests.calculator.extended import questions

PARENT = family(
    people=[family()["people"][0]],
    children=[
        {
            "birth_date": "2023-03-01",
            "childcare": {
                "kind": "dagopvang",
                "hours_per_month": 90,
                "hourly_rate": 10.5,
                "follows": {"wish_hours": 32, "hours_per_month": 130},
            },
        },
        {"birth_date": "2018-09-01", "childcare": {"kind": "bso", "hours_per_month": 40, "hourly_rate": 9.8}},
    ],
)


def disposable(document, wish, bonus):
    """By the front door: a bonus (cents) in the document itself."""
    first, *others = document["people"]
    with_it = {**first, "extra_hours_bonus": {"gross_year": bonus / 100}}
    request = read_document({**document, "people": [with_it, *others], "hours": [wish]})
    return int(calculate(request).year.disposable_year.ravel()[0])


@pytest.mark.parametrize("document", [alone(), family(), PARENT], ids=["alone", "family", "parent"])
def test_each_rung_is_what_the_whole_calculation_says(document):
    bonuses = np.array([0, 1, 99, 100, 150_000, 400_000, 1_200_000])

    ladder = kept_at_bonuses([read_document(document)], [3200], bonuses)

    assert ladder.disposable[0].tolist() == [disposable(document, 32, int(bonus)) for bonus in bonuses]
    assert ladder.kept[0, 0] == 0
    assert ladder.is_known.all()


def test_households_stand_side_by_side_each_at_its_own_wish():
    other = family(people=[{**PARENT["people"][0], "wage": {**PARENT["people"][0]["wage"], "hours": 16}}])
    requests = [read_document({**document, "hours": [24]}) for document in (PARENT, other)]

    ladder = kept_at_bonuses(requests, [3200, 2400], np.array([0, 100_000, 200_000]))

    assert ladder.disposable.tolist() == [
        [disposable(PARENT, 32, bonus) for bonus in (0, 100_000, 200_000)],
        [disposable(other, 24, bonus) for bonus in (0, 100_000, 200_000)],
    ]


def test_who_keeps_the_hours_can_have_one_too():
    ladder = kept_at_bonuses([read_document(alone())], [2800], np.array([0, 100_000]))

    assert 0 < ladder.kept[0, 1] < 100_000


def test_a_bonus_that_was_there_makes_way():
    with_one = alone({"extra_hours_bonus": {"gross_year": 5000}})

    mine, plain = (kept_at_bonuses([read_document(one)], [3200], np.array([0, 100_000])) for one in (with_one, alone()))

    assert mine.disposable.tolist() == plain.disposable.tolist()


def by_scan(document, wish, net_year, highest):
    """The same question asked a euro at a time, at the front door."""
    base = disposable(document, wish, 0)
    enough = [disposable(document, wish, 100 * euro) - base >= net_year for euro in range(highest + 1)]
    least = enough.index(True) if True in enough else None
    too_little = [euro for euro, is_enough in enumerate(enough) if not is_enough]
    safe = too_little[-1] + 1 if too_little else 0
    return GrossForNet(
        None if least is None else 100 * least,
        None if least is None or safe > highest else 100 * safe,
        100 * highest,
    )


@pytest.mark.parametrize(("document", "net_month"), [(family(), 5), (PARENT, 3), (PARENT, 8)])
def test_it_is_what_a_scan_of_every_euro_finds(document, net_month):
    highest = 250

    answer = gross_for_net(read_document(document), 3200, net_year=1200 * net_month, highest=highest)

    assert answer == by_scan(document, 32, 1200 * net_month, highest)


def random_households(number):
    pick = random.Random(4)
    for place in range(number):
        make = questions.ALL[place % len(questions.ALL)]
        document = make(2026, pick)
        wish = min(40, document["people"][0]["wage"]["hours"] + pick.choice([4, 8]))
        if wish == document["people"][0]["wage"]["hours"]:
            continue
        try:
            request = read_document({**document, "hours": [wish]})
        except Faults:
            continue
        yield document, request, wish, pick.choice([40, 100, 150, 250])


def test_random_households_have_enough_from_there_on_and_a_euro_less_is_too_little():
    tried = dips = 0
    for document, request, wish, net_month in random_households(45):
        net_year = 1200 * net_month
        if request.people[0].retention_bonus_year:
            continue
        answer = gross_for_net(request, 100 * wish, net_year=net_year)
        if answer.least is None:
            continue
        tried += 1
        dips += answer.has_a_dip
        base = disposable(document, wish, 0)
        kept = {bonus: disposable(document, wish, bonus) - base for bonus in (answer.least, answer.least - 100)}
        assert kept[answer.least] >= net_year > kept[answer.least - 100], document
        if answer.safe is not None and answer.safe > 100:
            assert (
                disposable(document, wish, answer.safe) - base
                >= net_year
                > (disposable(document, wish, answer.safe - 100) - base)
            ), document

    assert tried > 15


def ladder_of(kept, known=None):
    bonuses = 100 * np.arange(len(kept))
    is_known = np.ones(len(kept), dtype=bool) if known is None else np.array(known, dtype=bool)
    return Ladder(bonuses, np.array([kept]), is_known[None], np.zeros((1, len(kept)), dtype=np.int64))


@pytest.mark.parametrize(
    ("kept", "known", "answer"),
    [
        ([0, 40, 80, 120], None, (200, 200)),
        ([0, 80, 40, 120], None, (100, 300)),
        ([0, 80, 40, 20], None, (100, None)),
        ([0, 10, 20, 30], None, (None, None)),
        ([0, 80, 90, 120], [1, 0, 1, 1], (200, 200)),
        ([0, 80, 90, 120], [0, 1, 1, 1], (None, None)),
    ],
)
def test_least_and_safe_differ_where_more_gross_leaves_less(kept, known, answer):
    outcome = first_and_safe(ladder_of(kept, known), 70)

    assert (outcome.least, outcome.safe, outcome.highest) == (*answer, 300)


def test_a_dip_is_worth_saying_from_twenty_five_euros():
    assert not GrossForNet(100_000, 102_500, 1_200_000).has_a_dip
    assert GrossForNet(100_000, 102_600, 1_200_000).has_a_dip
    assert GrossForNet(100_000, None, 1_200_000).has_a_dip
    assert not GrossForNet(None, None, 1_200_000).has_a_dip


def test_a_wage_without_hours_is_refused():
    with pytest.raises(Faults):
        kept_at_bonuses(
            [read_document(alone({"wage": {"taxable_year": 30_000}, "pension": "none"}))], [3200], np.array([0])
        )


def test_every_year_that_can_be_computed_has_a_ladder():
    for year in (2025, 2027):
        request = read_document({**PARENT, "year": year, "carry_forward": True})
        assert gross_for_net(request, 3200, net_year=60_000).least is not None
