"""Asking for an expert: who may, for which school, and what is wrong is said at its own field."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bootcamp.experts import actions
from bootcamp.experts.models import ExpertRequest
from bootcamp.seats.actions import NotPossible
from portal.people.access import Role
from portal.post.models import Letter
from tests.factories import (
    make_board,
    make_bootcamp,
    make_expert,
    make_expert_request,
    make_hr,
    make_plan,
    make_school,
    make_seat,
    make_user,
)

pytestmark = pytest.mark.django_db

ASK = reverse("bootcamp:expert_ask")


@pytest.fixture
def seat(cast):
    return make_seat(director=cast["directeur"])


@pytest.fixture
def director(cast, seat):
    return cast.client("directeur")


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def filled_in(of, /, **changes):
    return {
        "seat": of.pk,
        "skill": "gespreksleider",
        "question": "Wie leidt onze dialoogsessie?",
        "wanted_from": in_days(7).isoformat(),
        "wanted_until": in_days(21).isoformat(),
        "place": "online",
        **changes,
    }


def test_a_director_asks_and_everyone_who_could_help_hears_it_without_names(director, cast, seat):
    leader = cast["hpp"]
    type(leader).objects.filter(pk=leader.pk).update(last_name="Gids")
    seat.bootcamp.led_by.set([leader])
    fits = make_expert()
    make_expert(skills=["cijfers"])
    make_expert(has_room=False)
    make_expert(works_online=False)

    response = director.post(ASK, filled_in(seat), follow=True)

    asked = ExpertRequest.objects.get()
    assert response.redirect_chain == [(asked.get_absolute_url(), 302)]
    assert "Je vraag staat uit" in response.text
    written = {(letter.kind, letter.to) for letter in Letter.objects.select_related("to")}
    assert written == {
        ("experts.asked", cast["directeur"]),
        ("experts.new", fits.user),
        ("experts.new_for_hpp", leader),
    }
    to_expert = Letter.objects.get(to=fits.user)
    assert "Wie leidt onze dialoogsessie?" in to_expert.text
    assert seat.school.name in to_expert.text
    assert cast["directeur"].last_name not in to_expert.subject + to_expert.text
    assert cast["directeur"].email not in to_expert.text


def test_with_someone_in_mind_only_that_expert_hears_it(director, cast, seat):
    asked_for, other = make_expert(), make_expert()

    director.post(ASK, filled_in(seat, preferred=asked_for.pk))

    asked = ExpertRequest.objects.get()
    assert asked.preferred == asked_for.user
    assert set(Letter.objects.filter(kind="experts.new").values_list("to", flat=True)) == {asked_for.user_id}
    assert list(ExpertRequest.objects.to_pick_up(asked_for.user)) == [asked]
    assert list(ExpertRequest.objects.to_pick_up(other.user)) == []


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"seat": ""}, "seat", "Kies een school."),
        ({"skill": ""}, "skill", "Kies wat voor hulp je zoekt."),
        ({"skill": "toveren"}, "skill", "Kies er een uit de lijst."),
        ({"question": " \n\t "}, "question", "Schrijf kort op waarvoor je hulp zoekt."),
        ({"question": "x" * 1001}, "question", "Hou het bij 1000 tekens."),
        ({"wanted_from": "31-2-2027"}, "wanted_from", "Vul een datum in, zoals 4-3-2027."),
        ({"wanted_from": ""}, "wanted_from", "Vul een datum in."),
        ({"wanted_from": "2001-01-01"}, "wanted_from", "Kies een datum die hooguit 5 jaar van vandaag ligt."),
        ({"wanted_until": "morgen"}, "wanted_until", "Vul een datum in, zoals 4-3-2027."),
        ({"place": ""}, "place", "Kies online of op school."),
        ({"place": "school"}, "region", "Kies de provincie, dan weten we welke expert in de buurt is."),
        ({"place": "school", "region": "Bayern"}, "region", "Kies een provincie uit de lijst."),
        ({"preferred": "999999"}, "preferred", "Deze expert staat niet meer in de lijst. Kies een ander, of niemand."),
        ({"preferred": "x"}, "preferred", "Deze expert staat niet meer in de lijst. Kies een ander, of niemand."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(director, seat, changes, field, words):
    form = filled_in(seat, **changes)

    response = director.post(ASK, form)

    assert response.context["form"].errors == {field: [words]}
    page = BeautifulSoup(response.text, "html.parser")
    assert words in page.find(class_="error-summary").get_text()
    assert page.find("textarea").get_text().strip() == form["question"].strip()
    assert not ExpertRequest.objects.exists()


@pytest.mark.parametrize(
    ("first", "last", "field", "words"),
    [
        (-1, 5, "wanted_from", "Deze dag is al geweest. Kies vandaag of later."),
        (9, 8, "wanted_until", "Deze dag ligt voor de eerste. Kies dezelfde dag of later."),
        (9, 400, "wanted_until", "Kies een dag binnen een jaar."),
    ],
)
def test_the_period_makes_sense(director, seat, first, last, field, words):
    form = filled_in(seat, wanted_from=in_days(first).isoformat(), wanted_until=in_days(last).isoformat())

    assert director.post(ASK, form).context["form"].errors == {field: [words]}


def test_nobody_asks_for_another_school_or_one_that_left(director, cast, seat):
    theirs = make_seat(director=cast["directeur_elders"])
    left = make_seat(director=cast["directeur"], cancelled_at=timezone.now())

    errors = [director.post(ASK, filled_in(other)).context["form"].errors for other in (theirs, left)]

    words = "Voor deze school kun je geen vraag stellen. Kies een school uit de lijst."
    assert errors == [{"seat": [words]}] * 2
    assert not ExpertRequest.objects.exists()


def test_who_has_little_time_can_be_asked_and_the_list_says_so(director, seat):
    busy = make_expert(has_room=False)

    page = director.get(ASK).text
    director.post(ASK, filled_in(seat, preferred=busy.pk))

    assert f"{busy.user.full_name}, heeft nu weinig tijd" in page
    assert Letter.objects.filter(kind="experts.new", to=busy.user).exists()


def test_an_expert_who_does_not_want_to_be_found_cannot_be_chosen(director, seat):
    hidden = make_expert(is_shown=False)

    response = director.post(ASK, filled_in(seat, preferred=hidden.pk))

    assert list(response.context["form"].errors) == ["preferred"]
    assert hidden.user.full_name not in response.text


def test_sent_twice_it_is_asked_once(director, seat):
    make_expert()

    pages = [director.post(ASK, filled_in(seat)) for _ in range(2)]

    assert {page["Location"] for page in pages} == {ExpertRequest.objects.get().get_absolute_url()}
    assert Letter.objects.filter(kind="experts.new").count() == 1


def test_a_school_has_at_most_five_open_requests(director, seat):
    for _ in range(actions.MOST_OPEN):
        make_expert_request(seat=seat)
    make_expert_request(seat=seat, state="geweest")

    response = director.post(ASK, filled_in(seat, question="Nog een."))

    assert "Je school heeft al 5 open vragen." in response.text
    assert "Nog een." in response.text
    assert ExpertRequest.objects.count() == 6


def test_a_seat_given_back_meanwhile_asks_nothing(seat):
    seat.cancelled_at = timezone.now()
    seat.save()
    form = filled_in(seat, seat=seat, wanted_from=in_days(1), wanted_until=in_days(2))

    with pytest.raises(NotPossible, match="doet niet meer mee"):
        actions.ask(by=seat.enrolled_by, now=timezone.now(), **form)

    assert not ExpertRequest.objects.exists()


def test_a_link_brings_school_kind_and_expert_and_nonsense_brings_nothing(director, cast, seat):
    other = make_seat(director=cast["directeur"])
    expert = make_expert()

    chosen = director.get(ASK, {"plek": other.pk, "wat": "rooster", "expert": expert.pk}).context["form"].initial
    nonsense = director.get(ASK, {"plek": "²", "wat": "x", "expert": "¹"}).context["form"].initial

    assert chosen == {"seat": other.pk, "skill": "rooster", "preferred": expert.pk}
    assert nonsense == {}


def test_marks_that_nobody_sees_are_left_out(director, seat):
    director.post(ASK, filled_in(seat, question="\u202eWie \x07helpt?\u200b"))

    assert ExpertRequest.objects.get().question == "Wie helpt?"


def test_what_someone_wrote_is_text_on_the_page(director, seat):
    asked = make_expert_request(seat=seat, question="<script>alert(1)</script>\nen verder")

    page = director.get(asked.get_absolute_url()).text

    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>en verder" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"wanted_until": in_days(-400)},
        {"place": "school", "region": ""},
        {"state": "afgesproken", "planned_on": None},
        {"state": "afgewezen", "reason": ""},
    ],
)
def test_the_database_keeps_what_must_be_true(seat, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_expert_request(seat=seat, **wrong)

    assert not ExpertRequest.objects.exists()


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_of_a_school_needs_no_more_queries_for_more_requests(client, how_many, django_assert_num_queries):
    board = make_board()
    client.force_login(make_hr(board))
    for _ in range(how_many):
        director = make_user(Role.DIRECTOR, schools=[make_school(board=board)])
        make_expert_request(seat=make_seat(director=director), expert=make_expert().user)

    with django_assert_num_queries(8):
        page = client.get(reverse("bootcamp:expert_requests")).text

    assert page.count("vraagt een gespreksleider") == how_many


def test_the_card_says_what_is_asked_and_leads_to_asking(director, cast, seat):
    expert = make_expert(user=make_user(Role.EXPERT, first_name="Noor", last_name="Hart")).user
    make_expert_request(seat=seat, expert=expert)

    mine = director.get(seat.get_absolute_url()).text
    for_hpp = cast.client("hpp").get(seat.get_absolute_url()).text

    assert "Noor Hart wil helpen. Zeg jij ja?" in mine
    assert f"{ASK}?plek={seat.pk}" in mine
    assert "Noor Hart wil helpen." in for_hpp
    assert ASK not in for_hpp


def test_the_card_needs_no_more_queries_for_more_requests(director, seat):
    counts = []
    for _ in range(2):
        make_expert_request(seat=seat, expert=make_expert().user)
        with CaptureQueriesContext(connection) as captured:
            director.get(seat.get_absolute_url())
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_from_the_plan_a_link_leads_to_asking(director, seat):
    make_plan(seat=seat)

    page = director.get(reverse("bootcamp:plan_goal", args=[seat.pk, 4])).text

    assert f"{ASK}?plek={seat.pk}" in page


def test_the_page_of_the_bootcamp_shows_what_nobody_is_done_with(cast, seat, client):
    open_one = make_expert_request(seat=seat)
    make_expert_request(seat=seat, state="geweest", skill="cijfers")
    make_expert_request(seat=make_seat(bootcamp=make_bootcamp()), skill="rooster")

    page = cast.client("hpp").get(reverse("bootcamp:staff_bootcamp", args=[seat.bootcamp_id])).text

    assert open_one.get_absolute_url() in page
    assert "hulp bij de cijfers" not in page
    assert "hulp bij rooster" not in page
