"""A round in the database: answered while open, published once, wiped."""

from datetime import date, timedelta

import pytest
from django.contrib import admin
from django.core import serializers
from django.db import IntegrityError, models, transaction

from portal import retention
from portal.blocks import tasks
from portal.blocks.answering import NotPossible, answer, answered_by, postpone, renew_turnouts
from portal.blocks.models import Block, Figure, Release, Texts
from portal.blocks.models.piles import Pile, Turnout
from portal.blocks.publishing import publish
from portal.blocks.settling import NO_ANSWER, YES, Subject, SubjectKind
from portal.blocks.showing import Published, shown, total
from tests.portal.blocks.rounds import CLOSES, OPEN, SCALE, TEXT, WANTS, everyone_answers, make_release

pytestmark = pytest.mark.django_db
LATER = CLOSES + timedelta(days=60)


@pytest.fixture
def no_chance(monkeypatch):
    monkeypatch.setattr(Subject, "draw", lambda subject: 0)


def everything():
    """All rows of the room, as bytes."""
    rows = [row for model in (Release, Block, Figure, Texts, Pile, Turnout) for row in model.objects.order_by("pk")]
    return serializers.serialize("json", rows)


def test_someone_answers_once():
    release = make_release()
    given = {"group": ("a",), "who": "7", "school": "s", "now": OPEN}

    assert [answer(release, **given, said={SCALE: score}) for score in ("4", "1")] == [True, False]
    assert sorted(Pile.objects.get().answers) == [[[], SCALE, "4"], [[], WANTS, NO_ANSWER]]
    assert Turnout.objects.get().people == [["7", "s"]]
    assert answered_by("7", [release.pk]) == {release.pk}
    assert answered_by("8", [release.pk]) == set()


def test_a_pile_is_one_row_in_another_order_than_people_answered():
    """That forty answers lie in the order they came is one in 10 to the 47th."""
    release = make_release()
    for number in range(40):
        answer(release, group=("a",), who=f"{number}", school="s", said={TEXT: f"{number}"}, now=OPEN)

    pile, turnout = Pile.objects.get(), Turnout.objects.get()
    texts = [value for _, subject, value in pile.answers if subject == TEXT]
    people = [who for who, _ in turnout.people]
    came = [f"{number}" for number in range(40)]
    assert sorted(texts) == sorted(people) == sorted(came)
    assert came not in (texts, people)
    assert texts != people


def test_the_rows_hold_no_moment_and_nobody():
    kinds = {
        field.get_internal_type(): field.related_model
        for model in (Pile, Turnout)
        for field in model._meta.get_fields()
    }

    assert kinds == {"BigAutoField": None, "ForeignKey": Release, "JSONField": None}


@pytest.mark.parametrize(
    "wrong",
    [{"said": {SCALE: "6"}}, {"said": {WANTS: "soms"}}, {"group": ("a", "b")}, {"group": ()}, {"rest": ("leraar",)}],
)
def test_what_is_no_answer_or_no_place_is_not_kept(wrong):
    given = {"group": ("a",), "who": "7", "school": "s", "said": {SCALE: "4"}, "now": OPEN}

    with pytest.raises(ValueError, match="is no"):
        answer(make_release(), **{**given, **wrong})

    assert not Pile.objects.exists()


def test_a_pile_with_functions_holds_one_school():
    release = make_release(layout=("school", "functie"), depths=(1, 0))
    given = {"group": ("s1",), "rest": ("oop",), "said": {SCALE: "4"}, "now": OPEN}
    answer(release, who="7", school="s1", **given)

    with pytest.raises(ValueError, match="one school"):
        answer(release, who="8", school="s2", **given)


def test_after_the_moment_of_closing_nobody_answers_also_when_it_is_not_yet_published():
    release = make_release()

    with pytest.raises(NotPossible, match="Deze vragen zijn gesloten"):
        answer(release, group=("a",), who="7", school="s", said={SCALE: "4"}, now=CLOSES)

    assert not Pile.objects.exists()


def test_nothing_is_published_before_its_moment():
    release = make_release()
    everyone_answers(release, 6)
    before = everything()

    with pytest.raises(NotPossible, match="loopt nog"):
        publish(release, now=CLOSES - timedelta(seconds=1))

    assert everything() == before
    assert shown(release, SCALE, {}) is None


@pytest.mark.usefixtures("no_chance")
def test_at_its_moment_the_figures_arise_and_the_answers_go():
    release = make_release()
    everyone_answers(release, 6, score="4", text="Meer tijd")

    assert publish(release, now=CLOSES)

    release.refresh_from_db()
    assert shown(release, SCALE, {}).counts == {"1": 0, "2": 0, "3": 0, "4": 6, "5": 0, NO_ANSWER: 0}
    assert (shown(release, WANTS, {}).counts, shown(release, WANTS, {}).people) == ({YES: 6}, 6)
    assert sorted(Texts.objects.get().texts) == [f"Meer tijd {number}" for number in range(6)]
    assert Block.objects.get().cells == [[["a"], 6]]
    assert (Pile.objects.count(), Turnout.objects.count()) == (0, 0)


def test_a_late_answer_a_second_publish_and_a_later_closing_change_no_byte():
    release = make_release()
    everyone_answers(release, 6, text="Meer tijd")
    publish(release, now=CLOSES)
    before = everything()

    with pytest.raises(NotPossible):
        answer(release, group=("a",), who="laat", school="s", said={SCALE: "1"}, now=OPEN)
    again = [publish(release, now=moment) for moment in (CLOSES, LATER)]
    postpone(release, LATER, now=OPEN)
    renew_turnouts()

    assert again == [False, False]
    assert everything() == before


def test_a_publish_that_breaks_off_leaves_everything_as_it_was(monkeypatch):
    release = make_release()
    everyone_answers(release, 12)
    before, draw, drawn = everything(), Subject.draw, []

    def broken(subject):
        drawn.append(subject)
        return draw(subject) if len(drawn) < 4 else 1 / 0

    with monkeypatch.context() as patched:
        patched.setattr(Subject, "draw", broken)
        with pytest.raises(ZeroDivisionError):
            publish(release, now=CLOSES)

    assert everything() == before
    assert publish(release, now=CLOSES)


@pytest.mark.parametrize("how_many", [1, 4])
def test_a_group_that_is_too_small_waits_without_anyone_s_name(how_many):
    release = make_release()
    everyone_answers(release, how_many, text="Zon")

    publish(release, now=CLOSES)

    release.refresh_from_db()
    assert (Block.objects.count(), Texts.objects.count(), Turnout.objects.count()) == (0, 0, 0)
    assert shown(release, SCALE, {}) is None
    assert release.waiting == [[["a"], how_many]]
    assert len(Pile.objects.get().answers) == 3 * how_many


@pytest.mark.usefixtures("no_chance")
def test_what_waits_counts_with_the_next_small_group_that_answered_the_same():
    first, second = make_release(), make_release(closes_at=LATER)
    everyone_answers(first, 3, group="a", score="1", text="Zon")
    everyone_answers(second, 4, group="b", score="2", text="Maan", now=LATER - timedelta(days=1))
    publish(first, now=CLOSES)
    publish(second, now=LATER)

    published = Published([first, second])
    (block,) = published.blocks_with(first, ("a",))
    assert published.blocks_with(second, ("b",)) == [block]
    assert total(first, [block], SCALE).counts | {NO_ANSWER: 0} == {
        "1": 3,
        "2": 4,
        "3": 0,
        "4": 0,
        "5": 0,
        NO_ANSWER: 0,
    }
    assert [texts.groups for texts in published.texts_with(first, ("a",))] == [[["a"], ["b"]]]
    # Of the first group alone nothing can be asked.
    second.refresh_from_db()
    assert shown(second, SCALE, {"groep": "a"}) is None
    assert shown(second, SCALE, {"groep": "b"}) is None
    assert shown(second, SCALE, {}).people == 7
    assert not Pile.objects.exists()


def test_a_group_that_is_large_enough_takes_no_small_one_along():
    first, second = make_release(), make_release(closes_at=LATER)
    everyone_answers(first, 3, group="a")
    everyone_answers(second, 9, group="b")
    publish(first, now=CLOSES)
    publish(second, now=LATER)

    assert Block.objects.get().cells == [[["b"], 9]]
    assert Pile.objects.get().group == ["a"]


@pytest.mark.parametrize(
    "other", [{"series": "een andere"}, {"subjects": [Subject("Wil je minder uren?", SubjectKind.YES_NO)]}]
)
def test_what_waits_never_counts_with_other_questions(other):
    first = make_release()
    everyone_answers(first, 3, group="a")
    publish(first, now=CLOSES)
    second = make_release(closes_at=LATER, **other)
    for number in range(4):
        answer(second, group=("b",), who=f"{number}", school=f"{number}", said={}, now=OPEN)

    publish(second, now=LATER)

    assert not Block.objects.exists()
    assert Pile.objects.count() == 2


@pytest.mark.usefixtures("no_chance")
def test_a_round_of_schools_shows_whole_blocks_and_says_how_many_schools_are_left_out():
    release = make_release(layout=("bestuur", "school", "functie"), depths=(2, 1, 0))
    people = {("b1", "s1"): 7, ("b1", "s2"): 2, ("b1", "s3"): 2, ("b2", "s4"): 6, ("b2", "s5"): 1}
    for (board, school), number in people.items():
        for who in range(number):
            answer(
                release,
                group=(board, school),
                rest=("oop" if who % 3 == 2 else "leraar",),
                who=f"{who}",
                school=school,
                said={WANTS: YES},
                now=OPEN,
            )

    publish(release, now=CLOSES)

    release.refresh_from_db()
    of_all, of_first, of_school = (
        shown(release, WANTS, where) for where in ({}, {"bestuur": "b1"}, {"school": "s4", "bestuur": "b2"})
    )
    # Three small schools wait: together they are five people, three without the largest.
    assert (of_all.people, of_all.counts[YES], of_all.blocks, of_all.left_out) == (13, 13, 2, 3)
    assert (of_first.people, of_first.left_out) == (7, 2)
    assert (of_school.people, of_school.left_out) == (6, 0)
    assert shown(release, WANTS, {"school": "s2"}) is None
    # A school of which a part would be too few counts as a whole.
    assert shown(release, WANTS, {"functie": "oop"}) is None


def test_totals_are_the_sum_of_their_parts():
    release = make_release(layout=("bestuur", "school"), depths=(1, 0))
    for number in range(40):
        board, school = f"b{number % 3}", f"s{number % 6}"
        answer(release, group=(board, school), who=f"{number}", school=school, said={WANTS: YES}, now=OPEN)

    publish(release, now=CLOSES)

    release.refresh_from_db()
    parts = [shown(release, WANTS, {"bestuur": f"b{number}"}) for number in range(3)]
    whole = shown(release, WANTS, {})
    assert whole.people == sum(part.people for part in parts) == 40
    assert whole.stored[YES] == sum(part.stored[YES] for part in parts)
    assert whole.blocks == sum(part.blocks for part in parts)


def test_while_it_is_open_only_steps_of_five_are_told_and_only_at_night():
    release = make_release()
    steps = []
    for first, last in [(0, 4), (4, 6), (6, 10), (10, 13)]:
        everyone_answers(release, last - first, first=first)
        before = Release.objects.get().at_least
        tasks.renew_turnouts()
        steps.append((before, Release.objects.get().at_least))

    assert steps == [(0, 0), (0, 5), (5, 10), (10, 10)]


def test_closing_moves_to_later_only_and_only_before_it_passed():
    release = make_release()
    moments = []
    for closes_at, now in [(OPEN, OPEN), (LATER, CLOSES), (LATER, OPEN), (CLOSES, OPEN)]:
        postpone(release, closes_at, now=now)
        moments.append(Release.objects.get().closes_at)

    assert moments == [CLOSES, CLOSES, LATER, LATER]


def test_a_block_of_fewer_than_five_cannot_exist():
    with pytest.raises(IntegrityError), transaction.atomic():
        Block.objects.create(release=make_release(), cells=[], people=4)


def test_a_figure_is_never_changed_and_stands_there_once():
    block = Block.objects.create(release=make_release(), cells=[], people=5)
    figure = Figure.objects.create(block=block, subject=0, option="1", stored=3)
    figure.stored = 4

    with pytest.raises(IntegrityError), transaction.atomic():
        figure.save()
    with pytest.raises(TypeError):
        Figure.objects.filter(pk=figure.pk).update(stored=4)
    with pytest.raises(TypeError):
        Figure.objects.bulk_update([figure], ["stored"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.create(block=block, subject=0, option="1", stored=4)

    assert Figure.objects.get().stored == 3


def test_leftovers_and_texts_go_after_a_year_and_figures_stay():
    first, second = make_release(), make_release(series="een andere")
    everyone_answers(first, 3, group="a", text="Zon")
    everyone_answers(second, 9, group="b", text="Maan")
    for release in (first, second):
        publish(release, now=CLOSES)
    left = []
    for day in (date(2028, 3, 18), date(2028, 3, 30)):
        retention.forget_expired(today=day)
        left.append((Pile.objects.count(), Texts.objects.count(), Block.objects.count(), Figure.objects.count()))

    assert left == [(1, 1, 1, 7), (0, 0, 1, 7)]


def test_none_of_it_is_in_the_admin():
    ours = [model for model in admin.site._registry if model._meta.app_label == "blocks"]

    assert [model for model in admin.site._registry if issubclass(model, models.Model)]
    assert ours == []


@pytest.mark.django_db(transaction=True)
def test_the_nightly_wipe_runs_beside_open_rounds():
    release = make_release()
    everyone_answers(release, 3)

    tasks.wipe_traces()

    assert len(Pile.objects.get().answers) == 6
