"""A survey from opening to outcome: who may, what is kept while it runs, and what is said of it afterwards."""

from datetime import timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from bootcamp.survey import actions, asked, outcomes
from bootcamp.survey.models import Survey, SurveyCard
from portal.blocks.models import Figure
from portal.blocks.models.piles import Pile, Turnout
from portal.people.access import Role
from portal.reasons import NotPossible
from tests.factories import make_board, make_school, make_second_step, make_user

pytestmark = pytest.mark.django_db
WOULD = next(number for number, question in enumerate(asked.QUESTIONS) if question.text == asked.WOULD)
HELPS = next(number for number, question in enumerate(asked.QUESTIONS) if question.several)


@pytest.fixture
def school():
    return make_school(board=make_board())


@pytest.fixture
def director(school):
    return make_user(Role.DIRECTOR, schools=[school])


def opened(school, by, *, now=None, way=Survey.Way.LINK, own=()):
    now = now or timezone.now()
    closes_at = now + timedelta(days=20)
    return actions.open_survey(school, way=way, closes_at=closes_at, own_questions=list(own), by=by, now=now)


def answer(survey, option, *, now=None, card="", **further):
    actions.answer(survey, {WOULD: [option], **further.get("also", {})}, card=card, now=now or timezone.now())


def closed(survey):
    now = survey.release.closes_at
    actions.publish_due(now=now)
    return Survey.objects.latest_first().get(pk=survey.pk)


def lines_of(outcome, text):
    question = next(question for question in outcome.questions if question.text == text)
    return {line.option: line.about for line in question.lines}


def near(about, number):
    """The stored number has chance in it, drawn once."""
    words = {"(bijna) niemand": 0}
    return abs(words.get(about, int(about) if about.isdigit() else 10) - number) <= 10


def test_each_questions_words_differ_and_fewer_hours_and_rather_not_are_always_offered():
    names = [subject.name for subject in asked.subjects(asked.QUESTIONS)]

    assert len(set(names)) == len(names)
    assert asked.FEWER in asked.QUESTIONS[WOULD].options
    assert all(len(option) <= 200 for question in asked.QUESTIONS for option in question.options)
    assert sum(asked.RATHER_NOT in question.options for question in asked.QUESTIONS) >= 5


def test_what_is_ticked_is_kept_per_option_and_what_is_chosen_per_question():
    options = asked.QUESTIONS[HELPS].options
    said = asked.said(asked.QUESTIONS, {WOULD: [asked.MAYBE], HELPS: [options[1], options[3]]})
    names = [subject.name for subject in asked.subjects(asked.QUESTIONS)]

    assert {names[number]: value for number, value in said.items()} == {
        asked.WOULD: asked.MAYBE,
        f"{asked.QUESTIONS[HELPS].text} {options[1]}": "ja",
        f"{asked.QUESTIONS[HELPS].text} {options[3]}": "ja",
    }


def test_while_it_runs_nothing_is_counted_and_no_row_belongs_to_one_answer(school, director):
    survey = opened(school, director)
    for _ in range(6):
        answer(survey, asked.SURELY)

    assert Pile.objects.count() == 1
    assert Figure.objects.count() == 0
    assert outcomes.of_survey(survey) is None


def test_after_closing_the_piles_are_gone_and_the_outcome_is_of_all_together(school, director):
    survey = opened(school, director)
    for option in [asked.SURELY] * 20 + [asked.FEWER] * 20:
        answer(survey, option)

    outcome = outcomes.of_survey(closed(survey))

    assert (Pile.objects.count(), Turnout.objects.count()) == (0, 0)
    assert outcome.people == 40
    assert near(lines_of(outcome, asked.WOULD)[asked.SURELY], 20)
    assert near(lines_of(outcome, asked.WOULD)["Nee"], 0)


def test_of_four_people_nothing_is_said_and_their_answers_wait(school, director, client):
    survey = opened(school, director)
    for _ in range(4):
        answer(survey, asked.SURELY)
    closed(survey)
    client.force_login(director)

    Survey.objects.update(opened_at=timezone.now() - timedelta(days=60))
    survey.release.refresh_from_db()
    survey.release.closes_at = timezone.now() - timedelta(days=1)
    survey.release.save()
    page = client.get(survey.get_absolute_url()).text

    assert "Nog te weinig antwoorden" in page
    assert outcomes.of_survey(survey) is None
    assert Pile.objects.count() == 1


def test_two_small_schools_of_one_board_count_together_and_those_of_another_board_do_not(school, director):
    other, elsewhere = make_school(board=school.board), make_school(board=make_board())
    surveys = [opened(one, director) for one in (school, other, elsewhere)]
    for survey, people in zip(surveys, (5, 6, 3), strict=True):
        for _ in range(people):
            answer(survey, asked.MAYBE)
    small = [closed(survey) for survey in surveys]

    assert outcomes.of_survey(small[0]).people == 5
    assert outcomes.of_survey(small[1]).people == 6
    assert outcomes.of_survey(small[2]) is None


def test_a_school_too_small_by_itself_joins_its_neighbour(school, director):
    other, third = make_school(board=school.board), make_school(board=school.board)
    surveys = [opened(one, director) for one in (school, other, third)]
    for survey in surveys:
        for _ in range(3):
            answer(survey, asked.MAYBE)
    closes_at = surveys[0].release.closes_at
    # The last to close takes along what waits.
    for survey in surveys[:2]:
        actions.publish_due(now=survey.release.closes_at)
    actions.publish_due(now=closes_at + timedelta(days=1))
    outcome = outcomes.of_survey(Survey.objects.latest_first().get(pk=surveys[2].pk))

    assert outcome.people == 9
    assert other.name in outcome.joined


def test_a_card_works_once_and_only_for_its_own_survey(school, director):
    survey = opened(school, director, way=Survey.Way.CARDS)
    other = opened(make_school(), director, way=Survey.Way.CARDS)
    codes = actions.make_cards(survey, 2, now=timezone.now())

    answer(survey, asked.MAYBE, card=codes[0])
    with pytest.raises(NotPossible, match="al geantwoord"):
        answer(survey, asked.MAYBE, card=codes[0])
    with pytest.raises(NotPossible, match="kennen we niet"):
        answer(other, asked.MAYBE, card=codes[1])
    with pytest.raises(NotPossible, match="kennen we niet"):
        answer(survey, asked.MAYBE, card="x")


def test_neither_a_code_nor_which_card_was_used_stands_in_the_database(school, director):
    survey = opened(school, director, way=Survey.Way.CARDS)
    codes = actions.make_cards(survey, 20, now=timezone.now())
    before = list(SurveyCard.objects.order_by("pk").values())
    answer(survey, asked.MAYBE, card=codes[7])

    assert list(SurveyCard.objects.order_by("pk").values()) == before
    marks = [row["code_hash"] for row in before]
    assert marks == sorted(marks)
    stored = "\n".join(connection.connection.iterdump()) if connection.vendor == "sqlite" else ""
    assert stored.count(survey.code) > 0
    assert [code for code in codes if code in stored] == []


def test_once_it_has_closed_no_card_is_known_any_more(school, director):
    survey = opened(school, director, way=Survey.Way.CARDS)
    (code,) = actions.make_cards(survey, 1, now=timezone.now())
    answer(survey, asked.MAYBE, card=code)
    other = opened(make_school(), director, way=Survey.Way.CARDS, now=timezone.now() + timedelta(days=15))
    actions.make_cards(other, 3, now=other.opened_at)
    closed(survey)

    assert SurveyCard.objects.filter(survey=survey).count() == 0
    assert SurveyCard.objects.filter(survey=other).count() == 3


def test_a_second_survey_waits_for_the_first_and_a_fourth_in_two_years_is_refused(school, director):
    now = timezone.now()
    for days in (300, 200, 100):
        begun = now - timedelta(days=days)
        opened(school, director, now=begun)
        with pytest.raises(NotPossible, match="loopt al"):
            opened(school, director, now=begun + timedelta(days=1))

    with pytest.raises(NotPossible, match="drie keer"):
        opened(school, director, now=now)
    assert opened(school, director, now=now + timedelta(days=500))


def test_it_closes_later_and_never_sooner(school, director):
    survey = opened(school, director)
    was = survey.release.closes_at
    actions.postpone(survey, was - timedelta(days=5), now=timezone.now())
    survey.release.refresh_from_db()
    assert survey.release.closes_at == was
    actions.postpone(survey, was + timedelta(days=5), now=timezone.now())
    survey.release.refresh_from_db()
    assert survey.release.closes_at == was + timedelta(days=5)


def test_publishing_twice_changes_nothing(school, director):
    survey = opened(school, director)
    for _ in range(9):
        answer(survey, asked.MAYBE)
    closed(survey)
    before = list(Figure.objects.order_by("pk").values())

    assert actions.publish_due(now=survey.release.closes_at + timedelta(days=3)) == 0
    assert list(Figure.objects.order_by("pk").values()) == before


def test_own_statements_count_in_a_round_of_their_own(school, director):
    survey = opened(school, director, own=["We praten genoeg over uren."])
    place = len(asked.QUESTIONS)
    for _ in range(8):
        answer(survey, asked.MAYBE, also={place: ["Mee eens"]})
    outcome = outcomes.of_survey(closed(survey))

    assert near(lines_of(outcome, "We praten genoeg over uren.")["Mee eens"], 8)
    assert survey.release.subjects == asked.subjects(asked.QUESTIONS)


def walk(client, address, choose, *, card=""):
    """As someone does: begin, an answer to each question, until it says thanks."""
    data = {"stap": "0", "ga": "begin"} | ({"card": card} if card else {})
    response = client.post(address, data)
    for number, question in enumerate(asked.QUESTIONS):
        soup = BeautifulSoup(response.text, "html.parser")
        kept = {box["name"]: box["value"] for box in soup.select("main form input[type=hidden]")}
        kept.pop("csrfmiddlewaretoken", None)
        kept |= {"ga": "verder", f"vraag_{number + 1}": choose(question)}
        response = client.post(address, kept)
    return response


def first_option(question):
    return [question.options[0]] if question.several else question.options[0]


def test_someone_answers_without_an_account_and_only_once_on_a_device(client, school, director):
    survey = opened(school, director)
    address = reverse("bootcamp:survey_answer", args=[survey.code])

    assert "Niemand weet wat jij antwoordt" in client.get(address).text
    response = walk(client, address, first_option)

    assert response.status_code == 302
    assert "Dank je wel" in client.get(response["Location"]).text
    (pile,) = Pile.objects.all()
    said = {asked.subjects(asked.QUESTIONS)[number].name: value for _, number, value in pile.answers}
    assert said[asked.WOULD] == asked.SURELY
    assert "al ingevuld" in client.get(address).text
    assert "al ingevuld" in walk(client, address, first_option).text
    assert len(Pile.objects.get().answers) == len(pile.answers)


def test_a_page_without_a_choice_says_so_and_keeps_what_was_chosen_before(client, school, director):
    address = reverse("bootcamp:survey_answer", args=[opened(school, director).code])
    client.post(address, {"stap": "0", "ga": "begin"})
    page = client.post(address, {"stap": "1", "ga": "verder", "vraag_1": asked.QUESTIONS[0].options[2]}).text

    assert "Kies een antwoord" in page
    assert f'name="vraag_1" value="{asked.QUESTIONS[0].options[2]}"' in page
    back = client.post(address, {"stap": "1", "ga": "vorige", "vraag_1": asked.QUESTIONS[0].options[2]}).text
    chosen = BeautifulSoup(back, "html.parser").select("input[type=radio][checked]")
    assert [box["value"] for box in chosen] == [asked.QUESTIONS[0].options[2]]
    assert Pile.objects.count() == 0


@pytest.mark.parametrize(
    "posted",
    [
        {"stap": "99"},
        {"stap": "-1"},
        {"stap": "²"},
        {"stap": "7", "ga": "verder", "vraag_8": "Zelf bedacht"},
        {"stap": "7", "ga": "verder", "vraag_8": ["Ja"] * 50},
        {"stap": "0", "ga": "onzin"},
    ],
)
def test_what_no_page_sends_breaks_nothing(client, school, director, posted):
    address = reverse("bootcamp:survey_answer", args=[opened(school, director).code])

    assert client.post(address, posted).status_code in (200, 302)


def test_a_card_is_asked_first_and_goes_along(client, school, director):
    survey = opened(school, director, way=Survey.Way.CARDS)
    address = reverse("bootcamp:survey_answer", args=[survey.code])
    (code,) = actions.make_cards(survey, 1, now=timezone.now())

    assert "Typ de code" in client.post(address, {"stap": "0", "ga": "begin"}).text
    assert "kennen we niet" in client.post(address, {"stap": "0", "ga": "begin", "card": "abcd"}).text
    response = walk(client, address, first_option, card=f" {code[:4].upper()}-{code[4:8]}-{code[8:]} ")
    assert response.status_code == 302
    assert "al geantwoord" in client.post(address, {"stap": "0", "ga": "begin", "card": code}).text


def test_paused_and_closed_say_so(client, school, director):
    survey = opened(school, director)
    address = reverse("bootcamp:survey_answer", args=[survey.code])
    actions.pause(survey, now=timezone.now())
    assert "staat even stil" in client.get(address).text
    assert "staat even stil" in walk(client, address, first_option).text
    actions.go_on(survey)
    assert walk(client, address, first_option).status_code == 302
    survey.release.closes_at = timezone.now()
    survey.release.save()
    client.cookies.clear()
    assert "is gesloten" in client.get(address).text


@pytest.mark.parametrize(
    ("days", "fault"), [(3, "minstens twee weken"), (60, "langer dan zes weken"), (None, "Vul een datum in")]
)
def test_a_day_that_cannot_be_says_why(client, school, director, days, fault):
    client.force_login(director)
    day = (timezone.localdate() + timedelta(days=days)).isoformat() if days else "morgen"
    page = client.post(
        reverse("bootcamp:survey_open", args=[school.pk]), {"way": "link", "closes_on": day, "own": "Een\nTwee"}
    ).text

    assert fault in page
    assert "Een\nTwee" in page
    assert Survey.objects.count() == 0


def test_a_director_opens_it_and_gets_cards_on_one_page(client, school, director):
    client.force_login(director)
    day = (timezone.localdate() + timedelta(days=21)).isoformat()
    response = client.post(
        reverse("bootcamp:survey_open", args=[school.pk]),
        {"way": "kaartjes", "closes_on": day, "own": "We praten genoeg."},
    )
    assert response.status_code == 302
    page = client.post(reverse("bootcamp:survey_cards", args=[school.pk]), {"count": "12"}).text

    assert len(BeautifulSoup(page, "html.parser").select(".survey-cards li")) == 12
    assert SurveyCard.objects.count() == 12
    assert "Vul een getal in" in client.post(reverse("bootcamp:survey_cards", args=[school.pk]), {"count": "0"}).text
    too_many = client.post(reverse("bootcamp:survey_cards", args=[school.pk]), {"count": "199"}).text
    assert "Meer dan 200 kaartjes" in too_many


def _last_week(survey):
    Survey.objects.filter(pk=survey.pk).update(opened_at=timezone.now() - timedelta(days=28))
    survey.release.closes_at = timezone.now() - timedelta(days=7)
    survey.release.save()
    actions.publish_due(now=timezone.now())


def test_page_and_excel_say_the_same_and_neither_more_than_the_blocks(client, school, director):
    survey = opened(school, director)
    for option in [asked.SURELY] * 6 + [asked.FEWER] * 6:
        answer(survey, option)
    _last_week(survey)
    client.force_login(director)

    page = BeautifulSoup(client.get(survey.get_absolute_url()).text, "html.parser")
    on_page = [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in page.select("tbody tr")]
    book = load_workbook(BytesIO(client.get(reverse("bootcamp:survey_excel", args=[school.pk])).content))
    in_book = [[str(cell) for cell in row[1:3]] for row in book["Uitkomst"].values][1:]

    assert on_page == in_book
    assert len(on_page) == sum(len(q.options) + (not q.several) for q in asked.QUESTIONS)


def test_the_page_asks_as_often_for_many_rounds_as_for_few(client, school, director, django_assert_max_num_queries):
    for days in (220, 160, 100):
        survey = opened(school, director, now=timezone.now() - timedelta(days=days))
        for _ in range(6):
            answer(survey, asked.SURELY, now=survey.opened_at)
    actions.publish_due(now=timezone.now())
    client.force_login(director)

    with django_assert_max_num_queries(14):
        assert "willen meer uren werken" in client.get(survey.get_absolute_url()).text


def test_every_promise_about_who_sees_what_holds(client, school, director):
    """The sentences on the page, one by one."""
    page = client.get(reverse("bootcamp:survey_who_sees_what")).text
    board_user = make_user(Role.BOARD, board=school.board)
    hpp = make_user(Role.HPP)
    for user in (board_user, hpp):
        make_second_step(user)
    survey = opened(school, director)
    for _ in range(4):
        answer(survey, asked.SURELY)

    assert "Niemand ziet een antwoord, ook je directeur, je bestuur en HPP niet." in page
    for user, status in ((director, 200), (board_user, 404), (hpp, 404)):
        client.force_login(user)
        response = client.get(survey.get_absolute_url())
        assert response.status_code == status
        assert asked.SURELY not in response.text
    assert "in stappen van vijf" not in client.get(survey.get_absolute_url()).text  # four is less than five

    assert "Antwoordden er minder dan vijf mensen, dan laten we niets zien." in page
    _last_week(survey)
    client.force_login(director)
    assert "Nog te weinig antwoorden" in client.get(survey.get_absolute_url()).text

    assert "Een gesloten vragenlijst gaat nooit meer open" in page
    with pytest.raises(NotPossible, match="gesloten"):
        answer(survey, asked.SURELY)
    actions.postpone(survey, timezone.now() + timedelta(days=9), now=timezone.now())
    survey.release.refresh_from_db()
    assert survey.release.is_closed(timezone.now())

    assert "Er is geen knop waarmee iemand namen zichtbaar maakt." in page
    assert {field.name for field in Survey._meta.get_fields()} == {
        *("id", "school", "release", "own_release", "way", "code", "paused_at", "opened_by", "opened_at", "cards"),
    }
