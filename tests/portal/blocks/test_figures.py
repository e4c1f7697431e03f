"""What may be said of published numbers."""

import pytest

from portal.blocks.figures import Change, Shown, change, is_inside
from portal.blocks.settling import AMOUNT, NO_ANSWER, YES, Subject, SubjectKind
from portal.blocks.words import about, joined, turnout

SCALE = Subject("Het was de moeite waard.", SubjectKind.CHOICE, ("1", "2", "3", "4", "5"))
WANTS = Subject("Wil je meer uren?", SubjectKind.YES_NO)
HOURS = Subject("Hoeveel uren erbij?", SubjectKind.HOURS)


def scale(*stored, people, blocks=1):
    return Shown(SCALE, people, dict(zip(SCALE.stored, stored, strict=True)), blocks)


def wants(yes, people, blocks=1):
    return Shown(WANTS, people, {YES: yes}, blocks)


def hours(stored, blocks=1):
    return Shown(HOURS, 30, {AMOUNT: stored}, blocks)


def test_a_count_is_never_below_nobody_or_above_everybody():
    assert [wants(yes, 6).counts[YES] for yes in (-2, 0, 3, 6, 9)] == [0, 0, 3, 6, 6]
    assert [hours(stored).counts[AMOUNT] for stored in (-9, 0, 400)] == [0, 0, 400]


def test_shares_are_of_clamped_counts_and_make_one():
    shown = scale(-1, 0, 2, 3, 4, 1, people=10)

    shares = [shown.share(option) for option in SCALE.stored]
    assert shares == pytest.approx([0, 0, 0.2, 0.3, 0.4, 0.1])
    assert sum(shares) == pytest.approx(1)
    assert wants(3, 12).share(YES) == 0.25
    assert scale(-1, -1, 0, 0, -2, 0, people=6).share("1") == 0


@pytest.mark.parametrize(
    ("shown", "mean"),
    [
        (scale(0, 0, 0, 5, 5, 0, people=10), 4.5),
        (scale(0, 0, 0, 5, 5, 3, people=13), 4.5),
        (scale(0, 0, 0, 5, 4, 0, people=9), None),
        # Chance made ten out of nine.
        (scale(0, 0, 0, 5, 5, 0, people=9), None),
        # Twelve people, of whom nine answered this.
        (scale(0, 0, 0, 5, 4, 3, people=12), None),
    ],
)
def test_a_mean_is_shown_from_ten_people_who_answered(shown, mean):
    assert shown.mean() == mean


@pytest.mark.parametrize(("blocks", "of_counts", "of_hours"), [(1, 2, 18), (2, 3, 25), (4, 4, 35), (20, 9, 78)])
def test_the_margin_grows_with_the_root_of_the_numbers_that_are_added(blocks, of_counts, of_hours):
    assert (wants(3, 12, blocks).margin, hours(40, blocks).margin) == (of_counts, of_hours)


def test_hours_are_shown_when_the_margin_is_under_half():
    assert [hours(stored).hours() for stored in (35, 36, 37)] == [None, None, 37]


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        (wants(3, 12), wants(6, 12), Change.MORE),
        (wants(6, 12), wants(3, 12), Change.LESS),
        (wants(3, 12), wants(5, 12), Change.SAME),
        # The same numbers from more blocks have a wider margin.
        (wants(3, 12, blocks=3), wants(6, 12, blocks=3), Change.SAME),
        (wants(30, 60), wants(60, 120), Change.SAME),
    ],
)
def test_a_change_is_told_only_beyond_the_joint_margin(before, after, changed):
    assert change(before, after, YES) == changed


def test_only_what_is_in_the_layout_can_be_asked_for():
    layout, keys = ("bestuur", "school"), [("b1", "s1"), ("b1", "s2")]

    assert is_inside(keys, layout, {})
    assert is_inside(keys, layout, {"bestuur": "b1"})
    assert not is_inside(keys, layout, {"school": "s1"})
    assert not is_inside(keys, layout, {"bestuur": "b1", "school": "s1"})
    with pytest.raises(ValueError, match="functie"):
        is_inside(keys, layout, {"functie": "leraar"})


def test_it_is_said_kindly():
    assert [about(wants(yes, 6), YES) for yes in (-1, 0, 4, 6, 7)] == [
        *("(bijna) niemand", "(bijna) niemand", "4", "(bijna) iedereen", "(bijna) iedereen"),
    ]
    assert joined(["Noord", "Zuid"]) == "Noord en Zuid samen: één groep was te klein om apart te laten zien."
    assert (turnout(0), turnout(15)) == ("", "15 of meer mensen antwoordden.")
    assert scale(0, 0, 0, 0, 0, 0, people=6).counts[NO_ANSWER] == 0
