"""The frames of a board: written once, in every plan, told to its directors; and who helps."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.boards import actions, plans
from bootcamp.boards.models import BoardFrames, ProjectSupport
from bootcamp.plan import actions as plan_actions
from bootcamp.plan import papers, sheets
from bootcamp.plan.models import Plan
from portal.people.access import Role
from portal.post.models import Letter
from tests.bootcamp.plan.test_papers import full_sheet, laid_out, shown
from tests.factories import make_board, make_plan, make_school, make_seat, make_second_step, make_user
from tests.seen import seen

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TEXT = "Je mag tot 8 uur per week zelf toezeggen. Een uitbreiding mag meteen vast."


@pytest.fixture
def seat():
    seat = make_seat()
    make_plan(seat=seat, answers={"frames": "Begintijden mag je zelf kiezen."})
    return seat


@pytest.fixture
def leader(seat):
    leader = make_user(Role.BOARD, board=seat.school.board)
    make_second_step(leader)
    return leader


def address(board, name="frames_write"):
    return reverse(f"bootcamp:{name}", args=[board.pk])


def send(client, leader, **values):
    client.force_login(leader)
    where = address(leader.board)
    return client.post(where, {**seen(client, where), "text": TEXT, "valid_from": f"{TODAY}", **values})


def write(leader, text=TEXT, valid_from=TODAY):
    return actions.write_frames(board=leader.board, text=text, valid_from=valid_from, by=leader, now=timezone.now())


def test_first_is_shown_what_it_reaches_and_nothing_is_kept(client, leader, seat):
    page = send(client, leader).text

    assert "Er is nog niets bewaard en er gaat geen mail uit." in page
    assert "1 plan krijgt deze tekst" in page
    assert seat.enrolled_by.full_name in page
    assert not BoardFrames.objects.exists()
    assert not Letter.objects.exists()


def test_then_it_stands_in_every_plan_and_on_the_poster_and_each_director_gets_a_mail(client, leader, seat):
    elsewhere = make_plan()

    send(client, leader, sure="1")

    client.force_login(seat.enrolled_by)
    page = client.get(seat.school.plan.get_absolute_url()).text
    assert TEXT in page
    assert "Begintijden mag je zelf kiezen." in page
    assert TEXT in " ".join(
        shown(papers.render(sheets.of(Plan.objects.get(school=seat.school)), version=1, made_on=TODAY)).split()
    )
    elsewhere.refresh_from_db()
    assert elsewhere.board_frames == ""
    (letter,) = Letter.objects.all()
    assert (letter.to, letter.reply_to) == (seat.enrolled_by, leader)
    assert TEXT in letter.text


def test_wanting_to_change_something_still_keeps_what_was_typed(client, leader):
    page = send(client, leader, sure="0")

    assert TEXT in page.text
    assert page.context["form"]["text"].value() == TEXT
    assert not BoardFrames.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"text": ""}, "text", "Vul in wat op jullie scholen mag."),
        ({"text": "x" * 201}, "text", "hoogstens 200 tekens"),
        ({"valid_from": "31-2-2027"}, "valid_from", "Vul een datum in"),
        ({"valid_from": "1900-01-01"}, "valid_from", "hooguit 5 jaar"),
    ],
)
def test_what_cannot_be_is_said_at_its_own_box(client, leader, typed, field, words):
    response = send(client, leader, sure="1", **typed)

    assert words in " ".join(response.context["form"].errors[field])
    assert not BoardFrames.objects.exists()


def test_what_is_written_for_later_comes_into_force_by_itself(client, leader, seat):
    write(leader)
    write(leader, "Je mag tot 12 uur zelf toezeggen.", TODAY + timedelta(days=30))

    assert Plan.objects.get().board_frames == TEXT
    plans.renew_all(today=TODAY + timedelta(days=30))

    plan = Plan.objects.get()
    assert plan.board_frames == "Je mag tot 12 uur zelf toezeggen."
    assert plan.board_frames_from == TODAY + timedelta(days=30)
    assert BoardFrames.objects.get(number=1).text == TEXT
    client.force_login(seat.enrolled_by)
    assert "12 uur" in client.get(address(seat.school.board, "frames")).text


def test_a_plan_that_begins_later_has_them_from_the_start(leader):
    write(leader)
    school = make_school(board=leader.board)
    director = make_user(Role.DIRECTOR, schools=[school])
    make_seat(director=director)

    plan = plan_actions.start(school=school, sector="po", by=director, now=timezone.now(), today=TODAY)

    plan.refresh_from_db()
    assert plan.board_frames == TEXT


def test_a_school_that_goes_to_another_board_leaves_the_frames_behind(leader, seat):
    write(leader)
    seat.school.board = make_board()
    seat.school.save()

    plans.renew_all(today=TODAY)

    assert Plan.objects.get().board_frames == ""
    assert Plan.objects.get().board_frames_from is None


def test_two_people_of_a_board_both_keep_what_they_typed(client, leader):
    client.force_login(leader)
    mark = seen(client, address(leader.board))
    hr = make_user(Role.HR, board=leader.board)
    make_second_step(hr)
    write(hr, "Van HR.")

    late = client.post(address(leader.board), {**mark, "text": TEXT, "valid_from": f"{TODAY}", "sure": "1"})

    assert "Er staat nu: Van HR." in late.text
    assert TEXT in late.text
    assert BoardFrames.objects.get().text == "Van HR."


def test_the_same_text_sent_twice_is_one_version_and_one_mail(leader):
    assert write(leader) == write(leader)
    assert Letter.objects.count() == 1


def test_who_helps_is_said_and_stands_with_the_frames(client, leader, seat):
    client.force_login(leader)
    where = address(leader.board, "board_support")

    client.post(where, {**seen(client, where), "person": leader.pk, "hours": "8", "how": "Bel op dinsdag."})

    client.force_login(seat.enrolled_by)
    page = client.get(address(leader.board, "frames")).text
    assert leader.full_name in page
    assert "8 uur per week" in page
    assert "Bel op dinsdag." in page


def test_only_someone_of_the_board_can_be_who_helps(client, leader, seat):
    client.force_login(leader)
    where = address(leader.board, "board_support")

    response = client.post(where, {**seen(client, where), "person": seat.enrolled_by_id, "hours": "0", "how": ""})

    assert set(response.context["form"].errors) == {"person", "hours", "how"}
    assert not ProjectSupport.objects.exists()


def test_help_that_ends_is_taken_away(client, leader):
    actions.offer_support(board=leader.board, person=leader, hours=8, how="Bel.")
    client.force_login(leader)

    client.post(address(leader.board, "board_support"), {"withdraw": "1"})

    assert not ProjectSupport.objects.exists()


def test_another_board_and_its_directors_see_nothing(client, leader):
    write(leader)
    other = make_user(Role.BOARD, board=make_board())
    make_second_step(other)

    for user in (other, make_seat().enrolled_by):
        client.force_login(user)
        for name in ("frames", "frames_write", "board_support"):
            assert client.get(address(leader.board, name)).status_code == 404


def test_the_longest_frames_fit_on_the_poster_of_a_full_plan():
    sheet = replace(
        full_sheet(lambda length: "Wm " * (length // 3)),
        board_frames="Wm " * 66,
        board_frames_from="1 januari 2027",
        more_for_good=3,
        more_for_now=2,
    )

    pdf, _ = laid_out(sheet)

    assert len(pdf.pages) == 1


def test_the_home_of_a_board_asks_for_frames_until_they_are_there(client, leader):
    client.force_login(leader)

    asked = client.get(reverse("school:ours")).text
    write(leader)

    assert "Schrijf op wat mag op al jullie scholen" in asked
    assert "Wat het opleverde, schooljaar" in asked
    assert "Schrijf op wat mag" not in client.get(reverse("school:ours")).text
