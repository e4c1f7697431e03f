"""The evaluation: asked once, tied to nobody, and shown only when it says nothing about one person."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from bootcamp.following import evaluation
from bootcamp.following.models import EvaluationAnswer, EvaluationDone, EvaluationQuestions, Moment
from bootcamp.seats.models import Swap
from portal import retention
from portal.people.access import Role
from tests.factories import make_bootcamp, make_enrolment, make_second_step, make_session, make_user

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


def answers(bootcamp, session, *scores, text=""):
    """Of so many people of as many schools."""
    for score in scores:
        participation = make_enrolment(bootcamp=bootcamp).participations.get()
        evaluation.answer(
            participation,
            bootcamp=bootcamp,
            session=session,
            scores={QUESTION: score},
            texts={"Wat neem je mee?": text},
        )


def outcome_page(at, moment, bootcamp):
    hpp = make_user(Role.HPP)
    make_second_step(hpp)
    response = at(moment, hpp).get(reverse("bootcamp:staff_outcomes", args=[bootcamp.pk]))
    return " ".join(response.text.split())


def test_a_participant_answers_once(at, bootcamp, session):
    seat = make_enrolment(bootcamp=bootcamp)
    client = at(OPEN, seat.enrolled_by)
    route = client.get(seat.get_absolute_url()).text

    client.post(form_of(seat), {"cijfer_0": "4", "tekst_1": "Meer tijd."})
    client.post(form_of(seat), {"cijfer_0": "1", "tekst_1": "Nog een keer."})
    again = client.get(form_of(seat)).text

    assert "Zeg wat je van deze sessie vond" in route
    assert set(EvaluationAnswer.objects.values_list("question", "score", "text")) == {
        (QUESTION, 4, ""),
        ("Wat kan beter?", None, "Meer tijd."),
    }
    assert "Je hebt deze vragen al beantwoord." in again
    assert "Zeg wat je van deze sessie vond" not in client.get(seat.get_absolute_url()).text


def test_two_answers_at_the_same_moment_count_once(bootcamp, session):
    participation = make_enrolment(bootcamp=bootcamp).participations.get()
    given = {"bootcamp": bootcamp, "session": None, "scores": {QUESTION: 3}, "texts": {}}

    assert [evaluation.answer(participation, **given) for _ in range(2)] == [True, False]
    assert EvaluationAnswer.objects.count() == 1


def test_nothing_ties_an_answer_to_a_person_or_to_another_answer():
    fields = {field.name for field in EvaluationAnswer._meta.get_fields()}

    assert fields == {"id", "bootcamp", "session", "question", "score", "text"}
    assert {field.name for field in EvaluationDone._meta.get_fields()} == {"id", "participation", "session"}
    assert EvaluationAnswer().pk.version == 4


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
    seat = make_enrolment(bootcamp=bootcamp)
    client = at(moment, seat.enrolled_by)

    page = " ".join(client.get(form_of(seat)).text.split())
    client.post(form_of(seat), {"cijfer_0": "4"})

    assert says in page
    assert EvaluationAnswer.objects.exists() is (says == "Verstuur")


def test_who_does_not_take_part_answers_nothing(at, bootcamp):
    seat = make_enrolment(bootcamp=bootcamp)
    colleague = make_user(Role.DIRECTOR, schools=[seat.school])
    client = at(OPEN, colleague)

    page = client.get(form_of(seat)).text
    client.post(form_of(seat), {"cijfer_0": "4"})

    assert "Deze vragen zijn voor wie zelf meedoet." in page
    assert not EvaluationAnswer.objects.exists()


@pytest.mark.parametrize(
    "posted", [{}, {"tekst_0": "   "}, {"cijfer_0": "6"}, {"cijfer_0": "x"}, {"tekst_0": "a" * 2001}]
)
def test_what_is_empty_or_no_answer_is_refused_kindly(at, bootcamp, posted):
    seat = make_enrolment(bootcamp=bootcamp)

    page = at(OPEN, seat.enrolled_by).post(form_of(seat), posted).text

    assert "error-summary" in page
    assert (EvaluationAnswer.objects.count(), EvaluationDone.objects.count()) == (0, 0)


def test_the_end_is_asked_after_the_last_session_and_stands_on_top(at, bootcamp):
    seat = make_enrolment(bootcamp=bootcamp)
    after = START + timedelta(weeks=6, days=1)
    client = at(after, seat.enrolled_by)
    route = client.get(seat.get_absolute_url()).text

    client.post(reverse("bootcamp:evaluate", args=[seat.pk]), {"cijfer_3": "5"})

    assert "Hoe vond je de bootcamp?" in route
    assert list(EvaluationAnswer.objects.values_list("question", "session")) == [
        ("Ik raad de bootcamp aan andere scholen aan.", None)
    ]


def test_a_guest_says_it_of_the_session_it_followed(at, bootcamp, session):
    seat = make_enrolment(bootcamp=bootcamp)
    parallel = make_bootcamp(starts_on=START.date(), title="Groep Noord")
    instead = parallel.work_sessions.get(number=1)
    Swap.objects.create(enrolment=seat, session=session, instead=instead, swapped_at=START)

    at(OPEN, seat.enrolled_by).post(form_of(seat), {"cijfer_0": "4"})

    assert list(EvaluationAnswer.objects.values_list("bootcamp", "session")) == [(parallel.pk, instead.pk)]


def test_hpp_sees_counts_when_five_answered_and_the_form_is_closed(at, bootcamp, session):
    answers(bootcamp, session, 5, 5, 4, 4, 2, text="Praten met collega's")

    page = outcome_page(at, CLOSED, bootcamp)

    assert "Gemiddeld 4,0, n = 5" in page
    assert "<td>0</td> <td>1</td> <td>0</td> <td>2</td> <td>2</td>" in page.replace("</td><td>", "</td> <td>")
    assert page.count("Praten met collega&#x27;s") == 5


@pytest.mark.parametrize("how_many", [1, 4])
def test_fewer_than_five_answers_are_not_shown(at, bootcamp, session, how_many):
    answers(bootcamp, session, *[1] * how_many, text="Dit zegt maar één mens")

    page = outcome_page(at, CLOSED, bootcamp)

    assert "Minder dan 5 mensen antwoordden." in page
    assert "Gemiddeld" not in page
    assert "Dit zegt maar één mens" not in page


def test_while_the_form_is_open_only_the_number_is_told(at, bootcamp, session):
    answers(bootcamp, session, *[3] * 6, text="Nog niet te lezen")

    page = outcome_page(at, OPEN, bootcamp)

    assert "Tot nu toe antwoordden 6 deelnemers." in page
    assert "Gemiddeld" not in page
    assert "Nog niet te lezen" not in page


def test_a_question_that_fewer_than_five_answered_stays_out(bootcamp, session):
    answers(bootcamp, session, 5, 5, 4, 4, 2)
    EvaluationAnswer.objects.create(bootcamp=bootcamp, session=session, question="Een andere vraag", score=1)

    (outcome,) = evaluation.outcomes(bootcamp, list(bootcamp.work_sessions.all()), now=CLOSED)

    assert [each.question for each in outcome.scale] == [QUESTION]


def test_texts_come_in_the_order_of_their_words(bootcamp, session):
    for text in ("Zon", "Aarde", "Maan", "Ster", "Boom"):
        answers(bootcamp, session, 3, text=text)

    (outcome,) = evaluation.outcomes(bootcamp, list(bootcamp.work_sessions.all()), now=CLOSED)

    assert outcome.texts == [("Wat neem je mee?", ["Aarde", "Boom", "Maan", "Ster", "Zon"])]


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_outcome_needs_no_more_queries_for_more_answers(bootcamp, session, how_many, django_assert_num_queries):
    answers(bootcamp, session, *[3] * 5 * how_many)
    sessions = list(bootcamp.work_sessions.all())

    with django_assert_num_queries(3):
        assert len(evaluation.outcomes(bootcamp, sessions, now=CLOSED)) == 1


def test_hpp_asks_its_own_questions(at, bootcamp, session):
    hpp = make_user(Role.HPP)
    make_second_step(hpp)
    page = reverse("bootcamp:staff_questions", args=[bootcamp.pk, Moment.SESSION])
    at(OPEN, hpp).post(page, {"scale": "De zaal was fijn.\n\nDe zaal was fijn.", "open": ""})
    seat = make_enrolment(bootcamp=bootcamp)

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

    page = at(OPEN, hpp).post(reverse("bootcamp:staff_questions", args=[bootcamp.pk, Moment.END]), posted).text

    assert why in page
    assert not EvaluationQuestions.objects.exists()


def test_after_a_year_open_answers_go_and_numbers_stay(bootcamp, session):
    answers(bootcamp, session, 4, text="Iets over Ils")

    retention.forget_expired(today=START.date() + timedelta(days=400))

    assert list(EvaluationAnswer.objects.values_list("score", "text")) == [(4, "")]
