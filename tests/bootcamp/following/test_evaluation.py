"""The evaluation: asked once, tied to nobody, and shown only as far as it says nothing about one person."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from bootcamp.following import evaluation
from bootcamp.following.models import EvaluationQuestions, EvaluationRound, Moment
from bootcamp.following.tasks import publish_evaluations
from bootcamp.seats.models import Swap
from portal import retention
from portal.blocks import answering
from portal.blocks.answering import NotPossible
from portal.blocks.models import Block, Figure, Texts
from portal.blocks.models.piles import Pile, Turnout
from portal.blocks.settling import NO_ANSWER, Subject
from portal.people.access import Role
from tests.factories import make_bootcamp, make_seat, make_second_step, make_session, make_user
from tests.seen import seen

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
START = datetime(2027, 3, 4, 15, tzinfo=AMSTERDAM)
ENDED, OPEN = START + timedelta(hours=2), START + timedelta(days=1)
CLOSED = ENDED + timedelta(days=14)
QUESTION = "Ik kan op mijn school iets met wat ik hier leerde."


@pytest.fixture
def bootcamp():
    bootcamp = make_bootcamp(title="Groep Midden", starts_on=START.date(), sessions=0)
    for number in (1, 2):
        start = START + timedelta(weeks=6 * (number - 1))
        make_session(bootcamp=bootcamp, number=number, starts_at=start, ends_at=start + timedelta(hours=2))
    return bootcamp


@pytest.fixture
def session(bootcamp):
    return bootcamp.work_sessions.get(number=1)


@pytest.fixture
def at():
    with time_machine.travel(OPEN, tick=False) as clock:

        def travel(moment, user):
            clock.move_to(moment)
            client = Client()
            client.force_login(user)
            return client

        yield travel


def form_of(seat, number=1):
    return reverse("bootcamp:evaluate_session", args=[seat.pk, number])


@pytest.fixture
def no_chance(monkeypatch):
    monkeypatch.setattr(Subject, "draw", lambda subject: 0)


def answers(bootcamp, session, *scores, text="", now=OPEN):
    """Of so many people of as many schools."""
    for score in scores:
        participation = make_seat(bootcamp=bootcamp).participations.get()
        evaluation.answer(
            participation,
            bootcamp=bootcamp,
            session=session,
            scores={QUESTION: score},
            texts={"Wat neem je mee?": text},
            now=now,
        )


def kept():
    """What lies on the piles: scores and texts, as far as someone said something."""
    values = [value for pile in Pile.objects.all() for _, _, value in pile.answers]
    return sorted(value for value in values if value != NO_ANSWER)


def outcome_page(at, moment, bootcamp):
    hpp = make_user(Role.HPP)
    make_second_step(hpp)
    response = at(moment, hpp).get(reverse("bootcamp:staff_outcomes", args=[bootcamp.pk]))
    # The rest of the page holds a token that differs each time.
    return " ".join(response.text.partition("<main")[2].partition("</main>")[0].split())


def test_a_participant_answers_once(at, bootcamp, session):
    seat = make_seat(bootcamp=bootcamp)
    client = at(OPEN, seat.enrolled_by)
    route = client.get(seat.get_absolute_url()).text

    client.post(form_of(seat), {"cijfer_0": "4", "tekst_1": "Meer tijd."})
    client.post(form_of(seat), {"cijfer_0": "1", "tekst_1": "Nog een keer."})
    again = client.get(form_of(seat)).text

    assert "Zeg wat je van deze sessie vond" in route
    assert kept() == ["4", "Meer tijd."]
    assert "Je hebt deze vragen al beantwoord." in again
    assert "Zeg wat je van deze sessie vond" not in client.get(seat.get_absolute_url()).text


def test_two_answers_at_the_same_moment_count_once(bootcamp, session):
    participation = make_seat(bootcamp=bootcamp).participations.get()
    given = {"bootcamp": bootcamp, "session": None, "scores": {}, "texts": {"Wat missen we in deze bootcamp?": "Tijd"}}

    assert [evaluation.answer(participation, **given, now=OPEN) for _ in range(2)] == [True, False]
    assert kept() == ["Tijd"]


def test_who_takes_part_for_two_schools_counts_once(bootcamp, session):
    hr = make_user(Role.HR)
    seats = [make_seat(bootcamp=bootcamp, colleagues=[hr]) for _ in range(2)]
    mine = [seat.participations.get(user=hr) for seat in seats]
    given = {"bootcamp": bootcamp, "session": session, "scores": {QUESTION: 4}, "texts": {}}

    assert [evaluation.answer(participation, **given, now=OPEN) for participation in mine] == [True, False]


def test_nothing_in_the_database_says_which_school_an_answer_of_a_small_group_came_from(bootcamp, session):
    answers(bootcamp, session, 4)
    school = bootcamp.school_seats.get().school
    evaluation.publish_due(now=CLOSED)

    [[_, heads]] = Pile.objects.get().heads
    assert list(heads.values()) == [1]
    assert not {str(school.pk), school.name, school.brin} & set(heads)
    assert len(next(iter(heads))) == 16


@pytest.mark.parametrize(
    ("moment", "says"),
    [
        (ENDED - timedelta(minutes=1), "De vragen komen na afloop, op 4 maart vanaf 17.00 uur."),
        (ENDED, "Verstuur"),
        (CLOSED - timedelta(minutes=1), "Verstuur"),
        (CLOSED, "Deze vragen zijn gesloten."),
    ],
)
def test_the_form_is_open_for_two_weeks_from_the_end_of_the_session(at, bootcamp, moment, says):
    seat = make_seat(bootcamp=bootcamp)
    client = at(moment, seat.enrolled_by)

    page = " ".join(client.get(form_of(seat)).text.split())
    client.post(form_of(seat), {"cijfer_0": "4"})

    assert says in page
    assert Pile.objects.exists() is (says == "Verstuur")


def test_who_does_not_take_part_answers_nothing(at, bootcamp):
    seat = make_seat(bootcamp=bootcamp)
    colleague = make_user(Role.DIRECTOR, schools=[seat.school])
    client = at(OPEN, colleague)

    page = client.get(form_of(seat)).text
    client.post(form_of(seat), {"cijfer_0": "4"})

    assert "Deze vragen zijn voor wie zelf meedoet." in page
    assert not Pile.objects.exists()


@pytest.mark.parametrize(
    "posted", [{}, {"tekst_0": "   "}, {"cijfer_0": "6"}, {"cijfer_0": "x"}, {"tekst_0": "a" * 2001}]
)
def test_what_is_empty_or_no_answer_is_refused_kindly(at, bootcamp, posted):
    seat = make_seat(bootcamp=bootcamp)

    page = at(OPEN, seat.enrolled_by).post(form_of(seat), posted).text

    assert "error-summary" in page
    assert (Pile.objects.count(), Turnout.objects.count()) == (0, 0)


def test_the_end_is_asked_after_the_last_session_and_stands_on_top(at, bootcamp):
    seat = make_seat(bootcamp=bootcamp)
    after = START + timedelta(weeks=6, days=1)
    client = at(after, seat.enrolled_by)
    route = client.get(seat.get_absolute_url()).text

    client.post(reverse("bootcamp:evaluate", args=[seat.pk]), {"cijfer_3": "5"})

    assert "Hoe vond je de bootcamp?" in route
    assert EvaluationRound.objects.get().session is None
    assert kept() == ["5"]
    assert [[], 3, "5"] in Pile.objects.get().answers


def test_a_guest_says_it_of_the_session_it_followed(at, bootcamp, session):
    seat = make_seat(bootcamp=bootcamp)
    parallel = make_bootcamp(starts_on=START.date(), title="Groep Noord")
    instead = parallel.work_sessions.get(number=1)
    Swap.objects.create(seat=seat, session=session, instead=instead, swapped_at=START)

    at(OPEN, seat.enrolled_by).post(form_of(seat), {"cijfer_0": "4"})

    assert list(EvaluationRound.objects.values_list("bootcamp", "session")) == [(parallel.pk, instead.pk)]
    assert Pile.objects.get().group == [str(parallel.pk)]


@pytest.mark.usefixtures("no_chance")
def test_hpp_sees_counts_of_five_people_or_more_once_it_is_published(at, bootcamp, session):
    answers(bootcamp, session, 5, 5, 4, 4, 4, 2, text="Praten met collega's")
    evaluation.publish_due(now=CLOSED)

    page = outcome_page(at, CLOSED, bootcamp)

    assert "6 mensen antwoordden." in page
    cells = ["(bijna) niemand", "1", "(bijna) niemand", "3", "2", "(bijna) niemand"]
    options = ["1", "2", "3", "4", "5", NO_ANSWER]
    row = " ".join(f'<td data-label="{option}">{number}</td>' for option, number in zip(options, cells, strict=True))
    assert row in page.replace("</td><td", "</td> <td")
    assert "Ongeveer: elk aantal kan er 2 naast zitten." in page
    assert "Gemiddeld" not in page
    assert page.count("Praten met collega&#x27;s") == 6


@pytest.mark.usefixtures("no_chance")
def test_a_mean_is_shown_from_ten_people(at, bootcamp, session):
    answers(bootcamp, session, *[5] * 5, *[4] * 5)
    evaluation.publish_due(now=CLOSED)

    page = outcome_page(at, CLOSED, bootcamp)

    assert page.count("Gemiddeld ongeveer 4,5.") == 1


def test_all_that_the_page_says_of_numbers_is_what_was_stored(at, bootcamp, session):
    answers(bootcamp, session, *[4] * 3, *[2] * 4)
    evaluation.publish_due(now=CLOSED)
    stored = dict(Figure.objects.filter(subject=0).values_list("option", "stored"))

    pages = {outcome_page(at, CLOSED, bootcamp) for _ in range(2)}
    [outcome] = [outcome for outcome in evaluation.outcomes(bootcamp, [session], now=CLOSED) if outcome.session]

    words = {"0": "(bijna) niemand", "7": "(bijna) iedereen"}
    clamped = {option: str(min(max(number, 0), 7)) for option, number in stored.items()}
    said = dict(outcome.scale[0].counts)
    assert said == {option: words.get(number, number) for option, number in clamped.items()}
    assert len(pages) == 1
    assert all(f'<td data-label="{option}">{number}</td>' in next(iter(pages)) for option, number in said.items())


@pytest.mark.parametrize("how_many", [0, 1, 4])
def test_fewer_than_five_answers_are_not_shown_and_wait(at, bootcamp, session, how_many):
    answers(bootcamp, session, *[1] * how_many, text="Dit zegt maar één mens")
    evaluation.publish_due(now=CLOSED)

    page = outcome_page(at, CLOSED, bootcamp)

    assert "Nog te weinig antwoorden." in page
    assert "De antwoorden zijn niet weg: ze tellen straks mee met een andere groep." in page
    assert "Gemiddeld" not in page
    assert "Dit zegt maar één mens" not in page
    assert "Er kwamen te weinig antwoorden" in outcome_page(at, CLOSED + timedelta(days=370), bootcamp)


@pytest.mark.usefixtures("no_chance")
def test_a_small_group_counts_with_the_same_session_of_another_bootcamp(at, bootcamp, session):
    answers(bootcamp, session, 1, 1, 2, text="Zon")
    evaluation.publish_due(now=CLOSED)
    other = make_bootcamp(title="Groep Noord", starts_on=START.date(), sessions=0)
    later = START + timedelta(weeks=10)
    again = make_session(bootcamp=other, number=1, starts_at=later, ends_at=later + timedelta(hours=2))
    answers(other, again, 2, 2, 2, 2, text="Maan", now=later + timedelta(days=1))
    published = later + timedelta(days=15)
    evaluation.publish_due(now=published)

    for page in [outcome_page(at, published, shown) for shown in (bootcamp, other)]:
        assert "7 mensen antwoordden. Groep Midden en Groep Noord samen: één groep was te klein" in page
        assert '<td data-label="1">2</td>' in page
        assert '<td data-label="2">5</td>' in page
        assert (page.count("<li>Zon</li>"), page.count("<li>Maan</li>")) == (3, 4)


def test_a_small_group_does_not_wait_for_another_session_or_other_questions(bootcamp, session):
    answers(bootcamp, session, 1, 1, 2)
    second = bootcamp.work_sessions.get(number=2)
    answers(bootcamp, second, 1, 1, 2, 2, now=second.ends_at)
    other = make_bootcamp(starts_on=START.date(), title="Groep Noord")
    EvaluationQuestions.objects.create(bootcamp=other, moment=Moment.SESSION, scale=QUESTION)
    answers(other, other.work_sessions.get(number=1), 1, 1, 2, 2)

    assert evaluation.publish_due(now=second.ends_at + timedelta(days=14)) == 3

    assert not Block.objects.exists()


def test_while_the_form_is_open_only_steps_of_five_are_told(at, bootcamp, session):
    answers(bootcamp, session, *[3] * 4, text="Nog niet te lezen")
    answering.renew_turnouts()
    four = outcome_page(at, OPEN, bootcamp)
    answers(bootcamp, session, *[3] * 3, text="Nog niet te lezen")
    by_day = outcome_page(at, OPEN, bootcamp)
    answering.renew_turnouts()
    seven = outcome_page(at, OPEN, bootcamp)

    assert "De vragenlijst loopt tot 18 maart, 17.00 uur. Daarna zie je hier de uitkomst." in four
    assert "Ook HPP ziet nu nog niets." in four
    assert "of meer mensen antwoordden" not in four
    assert by_day == four
    assert seven.replace("5 of meer mensen antwoordden. ", "") == four
    assert not [word for word in ("Gemiddeld", "Nog niet te lezen", "<td") if word in seven]


def test_between_closing_and_publishing_the_page_says_that_it_comes(at, bootcamp, session):
    answers(bootcamp, session, *[3] * 6)

    assert "De uitkomst staat hier binnen een paar minuten." in outcome_page(at, CLOSED, bootcamp)


def test_the_clock_publishes_what_has_closed(at, bootcamp, session):
    answers(bootcamp, session, *[3] * 6)
    counts = []
    for moment in (CLOSED - timedelta(seconds=1), CLOSED, CLOSED):
        at(moment, make_user(Role.DIRECTOR))
        publish_evaluations()
        counts.append((Block.objects.count(), Figure.objects.count(), Pile.objects.count()))

    # Two scales of five and no answer each.
    assert counts == [(0, 0, 1), (1, 12, 0), (1, 12, 0)]


def test_a_round_that_cannot_be_counted_keeps_no_other(bootcamp, session, caplog):
    answers(bootcamp, session, *[3] * 6)
    Pile.objects.update(answers=[[[], 0, "3"]])
    other = make_bootcamp(starts_on=START.date(), title="Groep Noord")
    answers(other, other.work_sessions.get(number=1), *[3] * 6)

    assert evaluation.publish_due(now=CLOSED + timedelta(days=1)) == 1
    assert "can't be published" in caplog.text
    assert Block.objects.get().keys == [(str(other.pk),)]


def test_a_session_that_moves_to_later_closes_later_and_one_that_was_published_stays_closed(at, bootcamp, session):
    answers(bootcamp, session, *[3] * 6)
    seat = bootcamp.school_seats.first()
    for field, days in [("starts_at", 7), ("ends_at", 7)]:
        setattr(session, field, getattr(session, field) + timedelta(days=days))
    session.save()

    first = evaluation.publish_due(now=CLOSED - timedelta(hours=1))
    still_open = evaluation.publish_due(now=CLOSED)
    closed = evaluation.publish_due(now=CLOSED + timedelta(days=7))
    session.ends_at = CLOSED + timedelta(days=8)
    session.save()
    late = CLOSED + timedelta(days=9)

    assert (first, still_open, closed) == (0, 0, 1)
    assert "Deze vragen zijn gesloten." in at(late, seat.enrolled_by).get(form_of(seat)).text
    with pytest.raises(NotPossible):
        answers(bootcamp, session, 1, now=late)


def test_a_session_that_moves_to_earlier_does_not_close_earlier(bootcamp, session):
    answers(bootcamp, session, *[3] * 6)
    session.starts_at -= timedelta(days=2)
    session.ends_at -= timedelta(days=2)
    session.save()

    assert evaluation.publish_due(now=CLOSED - timedelta(days=1)) == 0
    assert EvaluationRound.objects.get().release.closes_at == CLOSED


def test_the_end_closes_when_the_last_guest_had_its_two_weeks(bootcamp, session):
    seat = make_seat(bootcamp=bootcamp)
    parallel = make_bootcamp(starts_on=START.date(), title="Groep Noord", sessions=0)
    late = START + timedelta(weeks=9)
    instead = make_session(bootcamp=parallel, number=2, starts_at=late, ends_at=late + timedelta(hours=2))
    Swap.objects.create(seat=seat, session=bootcamp.work_sessions.get(number=2), instead=instead, swapped_at=START)

    assert evaluation.closing(bootcamp, None) == instead.ends_at + timedelta(days=14)


def test_too_few_texts_are_not_shown_and_after_a_year_none_is(at, bootcamp, session):
    answers(bootcamp, session, 3, 3, 3, text="Zon")
    answers(bootcamp, session, 3, 3, 3)
    evaluation.publish_due(now=CLOSED)

    page, later = (outcome_page(at, CLOSED + timedelta(days=days), bootcamp) for days in (0, 370))

    assert "Zon" not in page
    assert page.count("Nog te weinig teksten.") == 2
    assert "Nog te weinig teksten." not in later
    assert "6 mensen antwoordden." in later


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_outcome_needs_no_more_queries_for_more_answers_or_sessions(how_many, django_assert_num_queries):
    bootcamp = make_bootcamp(starts_on=START.date(), sessions=how_many)
    sessions = list(bootcamp.work_sessions.order_by("number"))
    for session in sessions:
        answers(bootcamp, session, *[3] * 6 * how_many, text="Zon", now=session.ends_at)
    evaluation.publish_due(now=sessions[-1].ends_at + timedelta(days=14))

    # Rounds, blocks, figures, texts, names of groups, and when the end closes.
    with django_assert_num_queries(6):
        outcomes = evaluation.outcomes(bootcamp, sessions, now=sessions[-1].ends_at + timedelta(days=15))

    assert [outcome.people for outcome in outcomes] == [*[6 * how_many] * how_many, 0]


def test_five_people_of_as_many_schools_are_four_without_the_largest_school(at, bootcamp, session):
    answers(bootcamp, session, *[4] * 5)
    evaluation.publish_due(now=CLOSED)

    assert "Nog te weinig antwoorden." in outcome_page(at, CLOSED, bootcamp)


def test_hpp_asks_its_own_questions(at, bootcamp, session):
    hpp = make_user(Role.HPP)
    make_second_step(hpp)
    page = reverse("bootcamp:staff_questions", args=[bootcamp.pk, Moment.SESSION])
    client = at(START, hpp)
    client.post(page, {"scale": "De zaal was fijn.\n\nDe zaal was fijn.", "open": "", **seen(client, page)})
    seat = make_seat(bootcamp=bootcamp)

    form = at(OPEN, seat.enrolled_by).get(form_of(seat)).text

    assert EvaluationQuestions.objects.get().scale == "De zaal was fijn."
    assert "De zaal was fijn." in form
    assert QUESTION not in form


@pytest.mark.parametrize(
    ("posted", "why"),
    [
        ({"scale": "", "open": " "}, "minstens één vraag"),
        ({"scale": "x" * 201, "open": ""}, "onder de 200 tekens"),
        ({"scale": "\n".join(f"Vraag {n}" for n in range(13)), "open": ""}, "hooguit 12 vragen"),
    ],
)
def test_questions_that_make_no_form_are_refused(at, bootcamp, posted, why):
    hpp = make_user(Role.HPP)
    make_second_step(hpp)

    client, page = at(OPEN, hpp), reverse("bootcamp:staff_questions", args=[bootcamp.pk, Moment.END])

    answer = client.post(page, posted | seen(client, page)).text

    assert why in answer
    assert not EvaluationQuestions.objects.exists()


def test_other_questions_hold_for_what_has_yet_to_open(at, bootcamp, session):
    hpp = make_user(Role.HPP)
    make_second_step(hpp)
    answers(bootcamp, session, 4)
    page = reverse("bootcamp:staff_questions", args=[bootcamp.pk, Moment.SESSION])

    client = at(OPEN, hpp)
    said = client.post(page, {"scale": "De zaal was fijn.", "open": "", **seen(client, page)}, follow=True).text
    seat = make_seat(bootcamp=bootcamp)
    first = at(OPEN, seat.enrolled_by).get(form_of(seat)).text
    second = at(START + timedelta(weeks=6, days=1), seat.enrolled_by).get(form_of(seat, 2)).text

    assert "Wat al openstaat houdt de vragen van toen." in said
    assert (QUESTION in first, "De zaal was fijn." in first) == (True, False)
    assert (QUESTION in second, "De zaal was fijn." in second) == (False, True)


def test_questions_that_change_after_opening_are_fixed_also_when_nobody_answered_yet(at, bootcamp, session):
    hpp = make_user(Role.HPP)
    make_second_step(hpp)
    page = reverse("bootcamp:staff_questions", args=[bootcamp.pk, Moment.END])
    after = START + timedelta(weeks=6, days=1)

    client = at(after, hpp)
    client.post(page, {"scale": "De zaal was fijn.", "open": "", **seen(client, page)})

    asked = evaluation.asked(bootcamp, None)
    assert asked.scale == evaluation.STANDARD[Moment.END][0]


def test_after_a_year_open_answers_go_and_numbers_stay(bootcamp, session):
    answers(bootcamp, session, *[4] * 6, text="Iets over Ils")
    evaluation.publish_due(now=CLOSED)

    retention.forget_expired(today=START.date() + timedelta(days=400))

    assert not Texts.objects.exists()
    assert Figure.objects.count() == 12
