"""The sums behind what if: by hand, over random inputs, and what they never say."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bootcamp.facts import assumptions, salaries, value_case
from bootcamp.facts.duo import jobs
from bootcamp.facts.origins import Leaf, Whence
from bootcamp.facts.value_case import OUTCOMES, Input


def given_as(name, low, middle=None, high=None):
    return Input(
        low, low if middle is None else middle, low if high is None else high, (Leaf(Whence.ENTRY, name, name),)
    )


def some(**changed):
    inputs = {
        "part_timers": given_as("part_timers", 24),
        "share": given_as("share", 0.15),
        "hours": given_as("hours", 4),
        "week": given_as("week", 40),
        "fte_per_group": given_as("fte_per_group", 1.0, 1.015, 1.03),
        "vacancies": given_as("vacancies", 0.8),
        "hired_hours": given_as("hired_hours", 500),
        "hired_rate": given_as("hired_rate", 90),
        "salary": given_as("salary", 58_840, 63_695, 77_211),
        "employer": assumptions.EMPLOYER.input,
        "replaced_share": assumptions.REPLACED.input,
        "year_hours": assumptions.YEAR_HOURS.input,
    }
    return {**inputs, **changed}


def test_by_hand():
    out = value_case.work_out(some())

    assert out["people"].middle == pytest.approx(3.6)
    assert out["fte"].middle == pytest.approx(0.36)
    assert out["days"].middle == pytest.approx(1.8)
    assert (out["groups"].low, out["groups"].high) == (pytest.approx(0.36 / 1.03), pytest.approx(0.36))
    assert out["filled"].middle == pytest.approx(0.36)
    assert (out["cost"].low, out["cost"].high) == (
        pytest.approx(0.36 * 58_840 * 1.29),
        pytest.approx(0.36 * 77_211 * 1.38),
    )
    assert (out["replaced_hours"].low, out["replaced_hours"].high) == (0, 500)
    assert (out["saved"].low, out["saved"].high) == (0, 45_000)
    assert out["own_hour"].middle == pytest.approx(63_695 * 1.33 / 1659)


def test_the_net_is_of_corners_and_not_of_the_ranges_of_its_parts():
    """What is paid and what is saved move with the same people: far corners of both never meet."""
    out = value_case.work_out(
        some(part_timers=given_as("part_timers", 10, 20, 30), hired_hours=given_as("hired_hours", 9e5))
    )

    loose = out["cost"].low - out["saved"].high
    assert out["net"].low > loose
    assert out["cost"].low - out["saved"].low <= out["net"].high


def test_the_salary_is_the_calculators():
    table = salaries.of_teachers(2026)

    assert [round(table.low), round(table.middle), round(table.high)] == [58840, 63695, 77211]
    assert table.leaf.whence is Whence.ENGINE
    assert salaries.of_teachers(2031) is None


NAMES = sorted({need for needs, _ in OUTCOMES.values() for need in needs})
RANGES = st.tuples(*[st.integers(1, 10_000)] * 3).map(lambda ends: [end / 100 for end in sorted(ends)])


@given(st.fixed_dictionaries(dict.fromkeys(NAMES, RANGES)))
def test_a_range_holds_its_middle_and_every_corner(drawn):
    inputs = {name: given_as(name, *ends) for name, ends in drawn.items()}

    for name, one in value_case.work_out(inputs).items():
        needs, sum_ = OUTCOMES[name]
        assert one.low <= one.middle + 1e-6
        assert one.middle <= one.high + 1e-6
        corners = itertools.product(*((drawn[need][0], drawn[need][2]) for need in needs))
        values = [sum_(dict(zip(needs, corner, strict=True))) for corner in corners]
        assert (one.low, one.high) == (min(values), max(values))
        assert {leaf.name for leaf in one.leaves} == set(needs)


@given(st.sampled_from(NAMES), st.fixed_dictionaries(dict.fromkeys(NAMES, RANGES)), RANGES)
def test_changing_a_leaf_changes_only_outcomes_that_list_it(name, drawn, other):
    inputs = {one: given_as(one, *ends) for one, ends in drawn.items()}
    before = value_case.work_out(inputs)

    after = value_case.work_out({**inputs, name: given_as(name, *other)})

    for one in OUTCOMES:
        if name not in {leaf.name for leaf in before[one].leaves}:
            assert (before[one].low, before[one].middle, before[one].high) == (
                after[one].low,
                after[one].middle,
                after[one].high,
            )


@pytest.mark.parametrize("missing", NAMES)
def test_what_nobody_gave_is_unknown_and_never_a_guess(missing):
    inputs = some()
    del inputs[missing]

    for name, one in value_case.work_out(inputs).items():
        needs, _ = OUTCOMES[name]
        assert one.is_known == (missing not in needs)
        assert one.missing == ((missing,) if missing in needs else ())


@given(st.lists(st.floats(0.05, 1.0), min_size=1, max_size=60))
def test_the_bounds_of_people_hold_the_true_number(sizes):
    """Any team, of which DUO would tell the fte in three classes."""
    small = [size for size in sizes if size <= 0.5]
    middle = [size for size in sizes if 0.5 < size <= 0.8]
    large = [size for size in sizes if size > 0.8]

    classes = jobs.people(sum(small), sum(middle), sum(large), total=len(sizes))

    assert classes is not None
    for (low, high), people in zip((classes.small, classes.middle, classes.large), (small, middle, large), strict=True):
        assert low <= len(people) <= high
    low, high = classes.part_timers
    assert low <= sum(size < 1 for size in sizes) <= high
