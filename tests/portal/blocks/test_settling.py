"""From answers to what is published of them."""

from collections import Counter

import pytest

from portal.blocks.settling import AMOUNT, NO, NO_ANSWER, YES, Answer, Heap, Subject, SubjectKind, settle

SCALE = Subject("Het was de moeite waard.", SubjectKind.CHOICE, ("1", "2"))
WANTS = Subject("Wil je meer uren?", SubjectKind.YES_NO)
HOURS = Subject("Hoeveel uren erbij?", SubjectKind.HOURS)
TEXT = Subject("Wat kan beter?", SubjectKind.TEXT)


@pytest.fixture
def no_chance(monkeypatch):
    monkeypatch.setattr(Subject, "draw", lambda subject: 0)


def heap(group, *values, school=None, texts=(), rest=()):
    """One person for each value, of as many schools unless one is named."""
    schools = {school: len(values)} if school else {f"{group}{number}": 1 for number in range(len(values))}
    answers = [Answer(rest, 0, value) for value in values]
    return Heap((group,), {rest: schools}, [*answers, *(Answer((), 1, text) for text in texts)])


def texts_of(settlement):
    return [(sorted(group for (group,) in pile.groups), sorted(pile.texts)) for pile in settlement.texts]


@pytest.mark.usefixtures("no_chance")
def test_every_option_is_stored_also_no_answer_and_of_yes_or_no_only_yes():
    six = ["1", "1", "2", NO_ANSWER, "1", "1"]
    scale = settle([heap("a", *six)], [SCALE], (1, 0))
    yes = settle([heap("a", YES, NO, NO_ANSWER, YES, YES, NO)], [WANTS], (1, 0))
    hours = settle([heap("a", 4, 0, 0, 8, 2, 0)], [HOURS], (1, 0))

    assert [(block.people, block.numbers) for block in scale.blocks] == [
        (6, {(0, "1"): 4, (0, "2"): 1, (0, NO_ANSWER): 1})
    ]
    assert yes.blocks[0].numbers == {(0, YES): 3}
    assert hours.blocks[0].numbers == {(0, AMOUNT): 14}


def test_each_stored_number_has_its_own_draw(monkeypatch):
    draws = iter(range(100, 200))
    monkeypatch.setattr(Subject, "draw", lambda subject: next(draws))

    settlement = settle([heap("a", *["1"] * 6), heap("b", *["2"] * 6)], [SCALE], (1, 0))

    assert [list(block.numbers.values()) for block in settlement.blocks] == [[106, 101, 102], [103, 110, 105]]


def test_chance_on_hours_is_larger_than_on_counts(monkeypatch):
    asked = []
    monkeypatch.setattr("portal.blocks.settling.chance", lambda success, of: asked.append((success, of)) or 0)

    settle([Heap(("a",), {(): {"s": 5}}, [Answer((), number, 0 if number else YES) for number in (0, 1)] * 5)],
           [WANTS, HOURS], (1, 0))  # fmt: skip

    assert asked == [(1, 3), (7, 8)]


@pytest.mark.usefixtures("no_chance")
def test_a_group_that_is_too_small_waits_with_all_it_said():
    small, large = heap("a", "1", "2", texts=["Zon"]), heap("b", *["1"] * 6)

    settlement = settle([small, large], [SCALE, TEXT], (1, 0))

    assert settlement.left == [small, None]
    assert [list(block.cells) for block in settlement.blocks] == [[("b",)]]


@pytest.mark.usefixtures("no_chance")
def test_small_groups_count_together_once_they_are_enough():
    settlement = settle([heap("a", "1", "2", "2"), heap("b", "1", "1", "1")], [SCALE], (1, 0))

    (block,) = settlement.blocks
    assert block.cells == {("a",): {"a0": 1, "a1": 1, "a2": 1}, ("b",): {"b0": 1, "b1": 1, "b2": 1}}
    assert (block.people, block.numbers[0, "1"], block.numbers[0, "2"]) == (6, 4, 2)
    assert settlement.left == [None, None]


@pytest.mark.usefixtures("no_chance")
def test_two_piles_with_one_key_are_one_cell():
    """Of a school that waited in an earlier round, and answered in this one."""
    settlement = settle([heap("a", "1", "1", "1", school="s"), heap("a", "2", "2", school="s")], [SCALE], (1, 0))

    assert [(block.cells, block.people) for block in settlement.blocks] == [({("a",): {"s": 5}}, 5)]


@pytest.mark.usefixtures("no_chance")
def test_a_finer_part_of_the_key_splits_a_pile():
    rests = [("leraar",)] * 6 + [("oop",)] * 5
    heads = {("leraar",): {"s": 6}, ("oop",): {"s": 5}}
    pile = Heap(("s",), heads, [Answer(rest, 0, "1" if rest == ("oop",) else "2") for rest in rests])

    settlement = settle([pile], [SCALE], (2, 1, 0))

    assert [(list(block.cells), block.numbers[0, "1"]) for block in settlement.blocks] == [
        ([("s", "leraar")], 0),
        ([("s", "oop")], 5),
    ]


@pytest.mark.parametrize("values", [["1"] * 4, ["1"] * 6])
def test_who_is_not_counted_once_in_every_subject_is_never_published(values):
    wrong = Heap(("a",), {(): {"s": 5}}, [Answer((), 0, value) for value in values])

    with pytest.raises(ValueError, match="counted once"):
        settle([wrong], [SCALE], (1, 0))


def test_five_texts_of_one_block_are_shown_together():
    five = ["Zon", "Aarde", "Maan", "Ster", "Boom"]

    settlement = settle([heap("a", *["1"] * 7, texts=five)], [SCALE, TEXT], (1, 0))

    assert texts_of(settlement) == [(["a"], sorted(five))]
    assert settlement.left == [None]


def test_fewer_texts_wait_for_those_of_other_groups_when_their_numbers_are_out():
    first = settle([heap("a", *["1"] * 7, texts=["Zon", "Maan"])], [SCALE, TEXT], (1, 0))
    (waiting,) = first.left

    second = settle([waiting, heap("b", *["1"] * 7, texts=["Ster", "Boom", "Zee"])], [SCALE, TEXT], (1, 0))

    assert (first.texts, waiting.heads, len(waiting.answers)) == ([], {}, 2)
    assert texts_of(second) == [(["a", "b"], ["Boom", "Maan", "Ster", "Zee", "Zon"])]
    assert [list(block.cells) for block in second.blocks] == [[("b",)]]
    assert second.left == [None, None]


def test_texts_are_shown_in_an_order_that_says_nothing():
    """That the shuffled order is the one they came in is one in 10 to the 64th."""
    written = [f"tekst {number}" for number in range(50)]

    (together,) = settle([heap("a", *["1"] * 50, texts=written)], [SCALE, TEXT], (1, 0)).texts

    assert together.texts != written
    assert Counter(together.texts) == Counter(written)


@pytest.mark.parametrize(
    ("subject", "good", "bad"),
    [
        (SCALE, ["1", NO_ANSWER], ["3", 1, "", None]),
        (WANTS, [YES, NO, NO_ANSWER], ["misschien", True]),
        (HOURS, [0, 40], [-1, "4", 1.5, True]),
        (TEXT, ["Zon"], ["", 4]),
    ],
)
def test_what_is_an_answer(subject, good, bad):
    assert [subject.accepts(value) for value in good] == [True] * len(good)
    assert [subject.accepts(value) for value in bad] == [False] * len(bad)
