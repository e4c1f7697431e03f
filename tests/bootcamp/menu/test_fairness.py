"""An option for some and not for others always says so, whatever else is in the menu."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from bootcamp.menu import fairness


@dataclass(frozen=True)
class RandomTerms:
    min_hours: int | None
    for_expanding_only: bool
    pro_rata: bool
    permanent_staff_only: bool
    parents_only: bool


TERMS = st.builds(
    RandomTerms,
    min_hours=st.none() | st.integers(1, 40),
    for_expanding_only=st.booleans(),
    pro_rata=st.booleans(),
    permanent_staff_only=st.booleans(),
    parents_only=st.booleans(),
)


@given(TERMS)
def test_each_distinction_carries_its_own_warning_and_no_other(terms):
    keys = [warning.key for warning in fairness.warnings(terms)]

    assert keys == [
        key
        for key, holds in (
            ("drempel", terms.min_hours is not None),
            ("alleen_uitbreiders", terms.for_expanding_only),
            ("niet_naar_rato", not terms.pro_rata),
            ("alleen_vast", terms.permanent_staff_only),
            ("alleen_ouders", terms.parents_only),
        )
        if holds
    ]


def test_every_warning_names_its_source():
    everything = RandomTerms(40, True, False, True, True)

    assert len(fairness.warnings(everything)) == 5
    assert all(warning.source and warning.text for warning in fairness.warnings(everything))
