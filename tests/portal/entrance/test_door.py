"""From the public page to an account: who comes in at once, who waits for HPP, and that it tells nobody anything."""

import time
from datetime import timedelta
from statistics import median

import pytest
from allauth.account.models import EmailAddress
from bs4 import BeautifulSoup
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bootcamp.seats.models import Application, Reservation, Seat
from portal.people.access import Role
from portal.people.entrance import actions, finding
from portal.people.entrance.models import SignUp
from portal.people.models import KnownDomain, School, User
from portal.post.models import Letter
from tests.factories import (
    make_application,
    make_board,
    make_bootcamp,
    make_invitation,
    make_newcomer,
    make_school,
    make_seat,
    make_user,
)
from tests.jobs import do_all_jobs
from tests.portal.account_steps import link_in, open_link
from tests.seen import seen

pytestmark = pytest.mark.django_db
PASSWORD = "negen telramen in de gang"
ADDRESS = "m.deboer@kraal.example"
State = SignUp.State


def make_listed_school(**fields):
    return make_school(**{"listed_in": "bo", **fields})


def fill_in(school=None, *, client=None, bootcamp=None, code="", **fields):
    client = client or Client()
    asked = {"school": school.pk} if school else {"eigen": "1"}
    asked |= {"voor": f"bootcamp-{bootcamp.pk}"} if bootcamp else {}
    asked |= {"code": code} if code else {}
    person = {"first_name": "Marit", "last_name": "de Boer", "email": ADDRESS, "role": Role.DIRECTOR}
    own = {} if school else {"sector": "po", "own_name": "De Regenboog", "own_city": "Zeist", "own_number": ""}
    address = f"{reverse('entrance:who')}?{'&'.join(f'{name}={value}' for name, value in asked.items())}"
    return client.post(address, {**person, **own, **fields})


def open_the_mail(client=None):
    """Do what the mail asks: choose a password. Returns the page that follows."""
    do_all_jobs()
    client = client or Client()
    page = open_link(client, link_in(mail.outbox[-1], settings))
    answer = client.post(page.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    assert answer.status_code == 302, answer.context["form"].errors
    do_all_jobs()
    return client


def kinds_of_letters(user):
    return sorted(Letter.objects.filter(to=user).values_list("kind", flat=True))


# Finding your school.


@pytest.mark.parametrize(
    "typed",
    [
        "vlinder culemb",
        "VUURVLINDER",
        "vuurvinder",
        "vuurvlidner culemborg",
        "04ZQ",
        "04zq-01",
        "04ZQ01",
        "kulemborg",
        "één vuurvlinder",
    ],
)
def test_a_school_is_found_however_it_is_typed(typed):
    make_listed_school(name="Één Vuurvlinder", city="Culemborg", brin="04ZQ01")
    make_listed_school(name="De Zonnewijzer", city="Zoetermeer", brin="92AA")

    assert [school.name for school in finding.schools(typed)] == ["Één Vuurvlinder"]


@pytest.mark.parametrize("typed", ["", "  ", "%", "zonne gouda", "x" * 5000, "\x00", "'; drop table"])
def test_what_is_no_school_gives_none(typed):
    make_listed_school(name="De Zonnewijzer", city="Zoetermeer", brin="92AA")

    assert finding.schools(typed) == []


def test_all_sites_of_an_institution_are_shown_for_its_number():
    for brin in ("04ZQ", "04ZQ01", "04ZR"):
        make_listed_school(brin=brin)

    assert [school.brin for school in finding.schools("04zq")] == ["04ZQ", "04ZQ01"]


def test_only_schools_of_the_open_list_are_found_whoever_takes_part():
    by_hand = make_school(name="De Verborgen School", city="Zeist")
    make_seat(director=make_user("directeur", schools=[by_hand]))
    make_listed_school(name="De Verborgen Hoek", city="Zeist")
    make_listed_school(name="De Verborgen Kuil", city="Zeist", closed_on=timezone.localdate())

    page = Client().get(reverse("entrance:find_school"), {"zoek": "verborgen"}).text

    assert "De Verborgen Hoek" in page
    assert "De Verborgen School" not in page
    assert "De Verborgen Kuil" not in page


def test_a_school_that_is_not_in_the_list_cannot_be_chosen_by_its_number_either():
    hidden = make_school()

    assert Client().get(reverse("entrance:who"), {"school": hidden.pk}).status_code == 302
    assert Client().get(reverse("entrance:who"), {"school": 10**9}).status_code == 302


@pytest.mark.parametrize("how_many", [1, 12])
def test_looking_takes_no_more_queries_for_more_schools(how_many, django_assert_num_queries):
    for number in range(how_many):
        make_listed_school(name=f"De Vuurvlinder {number}", city="Tiel")

    with django_assert_num_queries(2):
        page = Client().get(reverse("entrance:find_school"), {"zoek": "vuurvlinder"}).text

    assert page.count('name="school"') == how_many


def test_the_public_page_of_a_bootcamp_leads_to_the_door_and_back():
    bootcamp = make_bootcamp()

    page = BeautifulSoup(Client().get(bootcamp.get_absolute_url()).text, "html.parser")
    link = page.find("a", string="Meld je school aan")["href"]

    assert link == f"{reverse('entrance:find_school')}?voor=bootcamp-{bootcamp.pk}"
    assert bootcamp.title in Client().get(link).text


# Who comes in, and how.


def test_an_unknown_director_waits_with_a_seat_until_hpp_says_yes(cast):
    bootcamp = make_bootcamp(seats=4)
    school = make_listed_school()

    answer = fill_in(school, bootcamp=bootcamp)
    assert answer.headers["Location"] == reverse("entrance:asked")
    assert not Reservation.objects.exists()  # first the address
    client = open_the_mail()

    user = User.objects.get(email=ADDRESS)
    sign_up = user.sign_ups.get()
    assert (user.role, sign_up.state) == ("", State.WAITS)
    page = client.get(reverse("entrance:mine"))
    assert "HPP kijkt nog even mee" in page.text
    assert "We houden een plek voor je vast tot" in page.text
    assert Client().get(bootcamp.get_absolute_url()).text.count("nog 3 vrij") <= 1
    assert kinds_of_letters(cast["hpp"]) == ["entrance.to_hpp"]

    address = reverse("entrance:sign_up", args=[sign_up.pk])
    cast.client("hpp").post(address, {"besluit": "binnen", "role": "directeur", "school": school.pk})
    do_all_jobs()

    user.refresh_from_db()
    assert (user.role, list(user.schools.all())) == (Role.DIRECTOR, [school])
    seat = Seat.objects.get(school=school, bootcamp=bootcamp)
    assert list(seat.participants.all()) == [user]
    assert not Reservation.objects.exists()
    assert "entrance.let_in" in kinds_of_letters(user)
    assert client.get(seat.get_absolute_url()).status_code == 200


def test_the_code_of_the_board_lets_a_director_straight_in():
    board = make_board()
    school = make_school(board=board)  # also one that is in no list
    colleague = make_user(Role.BOARD, board=board)
    invitation = make_invitation(board=board)

    page = Client().get(reverse("entrance:find_school"), {"code": invitation.code.upper()})
    assert f"Je code is van {board.name}" in page.text
    fill_in(school, code=invitation.code)
    client = open_the_mail()

    user = User.objects.get(email=ADDRESS)
    assert (user.role, list(user.schools.all())) == (Role.DIRECTOR, [school])
    assert Seat.objects.get(school=school).bootcamp == invitation.bootcamp
    assert user.sign_ups.get().way_in == "met de code van het bestuur"
    assert kinds_of_letters(colleague) == ["entrance.came_in"]
    assert client.get(reverse("entrance:mine")).status_code == 404


@pytest.mark.parametrize("of", ["school", "board"])
def test_a_proved_address_on_a_known_domain_lets_a_director_straight_in(of):
    school = make_listed_school()
    KnownDomain.objects.create(domain="kraal.example", **{of: school if of == "school" else school.board})

    fill_in(school)
    assert User.objects.filter(role=Role.DIRECTOR).count() == 0
    open_the_mail()

    assert User.objects.get(email=ADDRESS).role == Role.DIRECTOR


def test_a_domain_of_another_school_or_one_that_only_ends_alike_lets_nobody_in():
    school, other = make_listed_school(), make_listed_school()
    KnownDomain.objects.create(domain="kraal.example", school=other)
    KnownDomain.objects.create(domain="aal.example", school=school)

    fill_in(school)
    open_the_mail()

    assert User.objects.get(email=ADDRESS).role == ""


@pytest.mark.parametrize("role", [Role.HR, Role.BOARD])
def test_a_role_over_all_schools_of_a_board_is_given_by_a_person_only(role):
    invitation = make_invitation()
    school = make_school(board=invitation.board)
    KnownDomain.objects.create(domain="kraal.example", board=invitation.board)

    fill_in(school, code=invitation.code, role=role)
    open_the_mail()

    user = User.objects.get(email=ADDRESS)
    assert (user.role, user.board, user.sign_ups.get().state) == ("", None, State.WAITS)


@pytest.mark.parametrize("role", [Role.HPP, Role.EXPERT, Role.TEACHER, "", "beheerder"])
def test_nobody_signs_up_for_another_role(role):
    answer = fill_in(make_listed_school(), role=role)

    assert answer.status_code == 200
    assert not SignUp.objects.exists()


def test_a_code_of_another_board_or_one_that_was_revoked_does_nothing():
    school, revoked = make_listed_school(), make_invitation(revoked_at=timezone.now())

    page = Client().get(reverse("entrance:find_school"), {"code": revoked.code})
    assert "Deze code kennen we niet" in page.text
    fill_in(school, code=revoked.code)
    open_the_mail()
    assert User.objects.get(email=ADDRESS).role == ""

    other = make_invitation()
    assert fill_in(school, code=other.code).status_code == 302  # back to choose one of that board
    assert SignUp.objects.count() == 1


def test_who_waits_may_use_a_code_after_all():
    invitation = make_invitation()
    school = make_listed_school(board=invitation.board)
    user = make_newcomer(school=school, errand=f"bootcamp-{invitation.bootcamp_id}")
    client = Client()
    client.force_login(user)

    wrong = client.post(reverse("entrance:mine"), {"code": "abcdefghjk"})
    assert "Deze code kennen we niet bij je school" in wrong.text
    client.post(reverse("entrance:mine"), {"code": invitation.code})

    user.refresh_from_db()
    assert user.role == Role.DIRECTOR
    assert Seat.objects.filter(school=school).exists()


def test_someone_of_a_school_that_we_do_not_know_writes_it_down(cast):
    fill_in(own_name="Kinderopvang De Bij", own_city="Ede", own_number="123456789", sector="kinderopvang")
    open_the_mail()
    sign_up = SignUp.objects.get(email=ADDRESS)
    location = make_school(name="De Bij", city="Ede", sector="kinderopvang", brin=None, other_number="123456789")

    page = cast.client("hpp").get(reverse("entrance:sign_up", args=[sign_up.pk])).text
    assert "Zelf ingevuld" in page
    assert str(location) in page
    sent = {"besluit": "binnen", "role": "directeur", "school": location.pk}
    cast.client("hpp").post(reverse("entrance:sign_up", args=[sign_up.pk]), sent)

    assert User.objects.get(email=ADDRESS).schools.get() == location


# It tells nobody anything.


def outcome(email, school, bootcamp, client):
    """All that someone at the door can see of what an address or a school is to us."""
    answer = fill_in(school, bootcamp=bootcamp, client=client, email=email)
    page = client.get(answer.headers["Location"])
    cookies = {name: cookie.value for name, cookie in client.cookies.items() if name != "csrftoken"}
    return answer.status_code, answer.headers["Location"], page.text, cookies


def test_the_answer_is_the_same_for_each_address_and_each_school():
    bootcamp = make_bootcamp()
    free, taking_part = make_listed_school(), make_listed_school()
    make_seat(director=make_user("directeur", schools=[taking_part]), bootcamp=bootcamp)
    member = make_user("directeur", schools=[free])
    blocked = make_user("directeur", schools=[free], is_active=False)
    waiting = make_newcomer(school=free)

    answers = [
        outcome(email, school, bootcamp, Client())
        for email in ("nieuw@kraal.example", member.email, blocked.email, waiting.email)
        for school in (free, taking_part)
    ]

    assert all(answer == answers[0] for answer in answers)


def test_the_answer_takes_the_same_queries_for_each_address(django_assert_num_queries):
    school = make_listed_school()
    member = make_user("directeur", schools=[school])
    fill_in(school, email="warm@kraal.example")

    for email in ("nieuw@kraal.example", member.email, make_newcomer(school=school).email):
        with django_assert_num_queries(5):
            fill_in(school, email=email)


@pytest.mark.long
def test_the_answer_takes_as_long_for_an_address_with_an_account():
    school = make_listed_school()
    addresses = {"unknown": [f"nieuw{n}@kraal.example" for n in range(15)], "known": []}
    addresses["known"] = [make_user("directeur", schools=[school]).email for _ in range(15)]
    took = {"unknown": [], "known": []}
    fill_in(school, email="warm@kraal.example")

    for pair in zip(addresses["unknown"], addresses["known"], strict=True):
        for kind, email in zip(("unknown", "known"), pair, strict=True):
            began = time.process_time()
            fill_in(school, email=email, client=Client(REMOTE_ADDR=f"10.0.{len(took[kind])}.{len(kind)}"))
            took[kind].append(time.process_time() - began)

    # Work on passwords, as an account takes, is many times as much as all of this.
    assert median(took["known"]) < 2 * median(took["unknown"])
    assert median(took["unknown"]) < 2 * median(took["known"])


def test_who_has_an_account_is_told_so_by_mail_once_a_day():
    member = make_user("directeur", schools=[make_school()], email=ADDRESS)

    for _ in range(3):
        fill_in(make_listed_school())
        do_all_jobs()

    assert kinds_of_letters(member) == ["entrance.known"]
    assert not SignUp.objects.exists()
    assert User.objects.filter(email=ADDRESS).count() == 1


def test_a_blocked_account_gets_no_mail_and_no_second_account():
    make_user("directeur", schools=[make_school()], email=ADDRESS, is_active=False)

    fill_in(make_listed_school())
    do_all_jobs()

    assert mail.outbox == []
    assert User.objects.filter(email__iexact=ADDRESS).count() == 1


def test_one_address_has_one_open_request_and_one_mail_a_day():
    first, second = make_listed_school(), make_listed_school()

    for school in (first, second):
        fill_in(school)
        do_all_jobs()

    assert [sign_up.school for sign_up in SignUp.objects.all()] == [second]
    assert len(mail.outbox) == 1


def test_the_seats_left_say_nothing_of_whether_a_school_takes_part():
    for is_in in (False, True):
        bootcamp = make_bootcamp(seats=8)
        school = make_listed_school()
        if is_in:
            make_seat(director=make_user("directeur", schools=[school]), bootcamp=bootcamp)
        before = bootcamp.seats - bootcamp.school_seats.count()
        fill_in(school, bootcamp=bootcamp, email=f"iemand{is_in}@kraal.example")
        client = open_the_mail()

        shown = type(bootcamp).objects.with_seats_left().get(pk=bootcamp.pk)
        assert shown.seats_left == before - 1
        assert "We houden een plek voor je vast tot" in client.get(reverse("entrance:mine")).text


def test_who_waits_sees_nothing_of_schools_people_or_groups(cast):
    make_seat(director=cast["directeur"])
    client = cast.client("aanvrager")

    page = client.get(reverse("home")).text

    assert cast["directeur"].last_name not in page
    assert client.get(reverse("bootcamp:my_bootcamp")).status_code in (200, 404)


# Limits and ends.


def test_the_door_opens_only_so_often_for_one_visitor(settings):
    settings.RATE_LIMIT_STORAGE = "memory://"
    school, client = make_listed_school(), Client(REMOTE_ADDR="10.9.8.7")

    answers = [fill_in(school, client=client, email=f"a{n}@kraal.example").status_code for n in range(25)]

    assert answers.count(302) == 20
    assert answers[-1] == 429


def test_seats_for_newcomers_are_at_most_one_in_four():
    bootcamp = make_bootcamp(seats=8)

    for number in range(4):
        fill_in(make_listed_school(), bootcamp=bootcamp, email=f"iemand{number}@kraal.example")
        open_the_mail()

    assert Reservation.objects.count() == 4
    assert Reservation.objects.held().count() == 2


def test_a_seat_that_was_held_too_long_goes_to_the_next_and_the_turn_stays(cast):
    bootcamp = make_bootcamp(seats=1)
    school = make_listed_school()
    fill_in(school, bootcamp=bootcamp)
    open_the_mail()
    waiting = make_application(bootcamp=bootcamp)
    late = timezone.now() + timedelta(hours=bootcamp.hold_hours + 1)

    from bootcamp.seats.actions import newcomers

    newcomers.pass_on_lapsed(now=late)

    waiting.refresh_from_db()
    assert waiting.state == Application.State.OFFERED
    sign_up = SignUp.objects.get(email=ADDRESS)
    actions.approve(sign_up_id=sign_up.pk, school=school, role="directeur", by=cast["hpp"], now=late)
    application = Application.objects.get(school=school)
    assert (application.state, application.asked_at < waiting.asked_at) == (Application.State.WAITING, True)


def test_a_request_ends_after_thirty_days_with_its_account_and_its_seat():
    bootcamp = make_bootcamp(seats=4)
    fill_in(make_listed_school(), bootcamp=bootcamp)
    open_the_mail()
    SignUp.objects.filter(email=ADDRESS).update(asked_at=timezone.now() - timedelta(days=31))

    actions.expire(now=timezone.now())

    assert not SignUp.objects.exists()
    assert not User.objects.filter(email=ADDRESS).exists()
    assert not Reservation.objects.exists()


def test_who_came_in_stays_when_the_request_is_forgotten():
    invitation = make_invitation()
    fill_in(make_school(board=invitation.board), code=invitation.code)
    open_the_mail()
    SignUp.objects.filter(email=ADDRESS).update(asked_at=timezone.now() - timedelta(days=90))

    actions.expire(now=timezone.now())

    from portal import retention

    retention.forget_expired(today=timezone.localdate())
    assert not SignUp.objects.exists()
    assert User.objects.get(email=ADDRESS).role == Role.DIRECTOR


MEND = reverse("entrance:mend")


def test_who_waits_changes_what_was_filled_in_and_keeps_the_turn(cast):
    bootcamp, other = make_bootcamp(seats=8), make_listed_school(name="De Vuurvlinder", city="Culemborg")
    fill_in(make_listed_school(name="De Zon", city="Tiel"), bootcamp=bootcamp)
    client = open_the_mail()
    turn = Reservation.objects.get().asked_at
    person = {"first_name": "Marieke", "last_name": "de Boer", "role": Role.DIRECTOR}

    asked = client.post(MEND, {**person, "other_school": "vuurvlinder", **seen(client, MEND)})
    sign_up = SignUp.objects.get(email=ADDRESS)
    assert sign_up.first_name == "Marit"
    assert "De Vuurvlinder" in asked.text
    chosen = {**person, "other_school": "vuurvlinder", "which_school": other.pk}
    client.post(MEND, {**chosen, **seen(client, MEND)})

    sign_up.refresh_from_db()
    assert (sign_up.first_name, sign_up.school, sign_up.state) == ("Marieke", other, State.WAITS)
    assert sign_up.user.first_name == "Marieke"
    assert (sign_up.email, Reservation.objects.get().asked_at) == (ADDRESS, turn)
    assert "De Vuurvlinder" in cast.client("hpp").get(sign_up.get_absolute_url()).text


def test_who_names_a_school_after_all_where_the_address_is_known_is_in():
    known = make_listed_school(name="De Vuurvlinder", city="Culemborg", brin="04ZQ")
    KnownDomain.objects.create(domain="kraal.example", school=known)
    fill_in()
    client = open_the_mail()
    form = {"first_name": "Marit", "last_name": "de Boer", "role": Role.DIRECTOR, "sector": "po"}
    own = {"own_name": "De Regenboog", "own_city": "Zeist", "own_number": ""}

    for role in (Role.BOARD, Role.DIRECTOR):
        client.post(MEND, {**form, **own, "role": role, "other_school": "04zq", **seen(client, MEND)})
        user = User.objects.get(email=ADDRESS)
        assert bool(user.role) == (role == Role.DIRECTOR)
        own = {}

    assert list(user.schools.all()) == [known]
    assert client.get(MEND).status_code == 404


def test_hpp_changes_a_request_and_decides_after_that(cast):
    school = make_listed_school(name="De Vuurvlinder", city="Culemborg", brin="04ZQ")
    KnownDomain.objects.create(domain="kraal.example", school=school)
    fill_in()
    open_the_mail()
    sign_up, hpp = SignUp.objects.get(email=ADDRESS), cast.client("hpp")
    address = reverse("entrance:mend_for", args=[sign_up.pk])
    form = {"first_name": "Marit", "last_name": "de Boer", "role": Role.DIRECTOR, "sector": "po"}
    form |= {"own_name": "De Regenboog", "own_city": "Zeist", "own_number": "", "other_school": "nergensland"}

    wrong = hpp.post(address, {**form, **seen(hpp, address)}).text
    hpp.post(address, {**form, "other_school": "04ZQ", **seen(hpp, address)})

    assert "We vinden niets bij “nergensland”." in wrong
    sign_up.refresh_from_db()
    assert (sign_up.school, sign_up.state, sign_up.user.role) == (school, State.WAITS, "")


def test_two_who_change_one_request_do_not_overwrite_each_other(cast):
    fill_in(make_listed_school())
    client = open_the_mail()
    sign_up, hpp = SignUp.objects.get(email=ADDRESS), cast.client("hpp")
    address = reverse("entrance:mend_for", args=[sign_up.pk])
    form = {"first_name": "Marit", "last_name": "de Boer", "role": Role.DIRECTOR, "other_school": ""}
    opened = seen(hpp, address)
    client.post(MEND, {**form, "last_name": "Boersma", **seen(client, MEND)})

    page = hpp.post(address, {**form, "last_name": "Bakker", **opened})

    assert "Er staat nu: Boersma" in page.text
    assert SignUp.objects.get(email=ADDRESS).last_name == "Boersma"


def test_withdrawing_takes_everything_along():
    bootcamp = make_bootcamp()
    fill_in(make_listed_school(), bootcamp=bootcamp)
    client = open_the_mail()

    client.post(reverse("entrance:mine"), {"intrekken": "ja"})

    assert not User.objects.filter(email=ADDRESS).exists()
    assert not Reservation.objects.exists()
    assert client.get(reverse("my_account")).status_code == 302


# What HPP decides.


def decide(cast, sign_up, **sent):
    return cast.client("hpp").post(reverse("entrance:sign_up", args=[sign_up.pk]), sent, follow=True)


def test_a_refusal_goes_with_a_sentence_and_opens_nothing(cast):
    bootcamp = make_bootcamp()
    user = make_newcomer(school=make_listed_school(), errand=f"bootcamp-{bootcamp.pk}")
    sign_up = user.sign_ups.get()

    without = decide(cast, sign_up, besluit="weigeren", answer=" ")
    assert "Schrijf in een zin waarom het niet kan." in without.text
    decide(cast, sign_up, besluit="weigeren", answer="We kennen je niet bij deze school.")

    user.refresh_from_db()
    letter = Letter.objects.get(to=user, kind="entrance.refused")
    assert "We kennen je niet bij deze school." in letter.text
    assert (letter.reply_to, user.role) == (cast["hpp"], "")
    client = Client()
    client.force_login(user)
    assert "We kennen je niet bij deze school." in client.get(reverse("entrance:mine")).text


def test_a_double_goes_into_the_account_that_was_there(cast):
    old = make_user(
        "directeur", schools=[make_school()], first_name="Marit", last_name="de Boer", email="marit@oud.example"
    )
    fill_in(make_listed_school())
    open_the_mail()
    sign_up = SignUp.objects.get(email=ADDRESS)

    page = cast.client("hpp").get(reverse("entrance:sign_up", args=[sign_up.pk])).text
    assert "marit@oud.example" in page
    decide(cast, sign_up, besluit="samen", account=old.pk)

    assert not User.objects.filter(email=ADDRESS).exists()
    old.refresh_from_db()
    assert (old.email, old.check_password("kralen-op-een-draad")) == ("marit@oud.example", True)
    assert kinds_of_letters(old) == ["entrance.merged"]


def test_a_stranger_is_never_merged_into_an_account_that_does_not_look_like_theirs(cast):
    stranger = make_user("directeur", schools=[make_school()], first_name="Iemand", last_name="Anders")
    user = make_newcomer(school=make_listed_school())

    decide(cast, user.sign_ups.get(), besluit="samen", account=stranger.pk)

    assert User.objects.filter(pk=user.pk).exists()


def test_what_was_decided_is_decided_once(cast):
    school = make_listed_school()
    user = make_newcomer(school=school)
    sign_up = user.sign_ups.get()
    sent = {"besluit": "binnen", "role": "directeur", "school": school.pk}

    decide(cast, sign_up, **sent)
    again = cast.client("hpp").post(
        reverse("entrance:sign_up", args=[sign_up.pk]), {"besluit": "weigeren", "answer": "x"}
    )

    assert again.status_code == 404
    user.refresh_from_db()
    assert user.role == Role.DIRECTOR


def test_hpp_can_give_another_role_than_was_asked_but_never_one_of_hpp(cast):
    school = make_listed_school()
    user = make_newcomer(school=school)
    sign_up = user.sign_ups.get()

    decide(cast, sign_up, besluit="binnen", role="hpp", school=school.pk)
    user.refresh_from_db()
    assert user.role == ""
    decide(cast, sign_up, besluit="binnen", role="leerkracht", school=school.pk)

    user.refresh_from_db()
    assert (user.role, user.is_staff) == (Role.TEACHER, False)


@pytest.mark.parametrize("how_many", [1, 20])
def test_the_queue_takes_no_more_queries_for_more_people(cast, how_many, django_assert_max_num_queries):
    for _ in range(how_many):
        make_newcomer(school=make_listed_school())
    client = cast.client("hpp")

    with django_assert_max_num_queries(12):
        page = client.get(reverse("entrance:queue")).text

    assert page.count("/mensen/aanmeldingen/") >= how_many


def test_the_address_is_proved_only_by_the_mail():
    fill_in(make_listed_school())
    do_all_jobs()

    user = User.objects.get(email=ADDRESS)
    assert not EmailAddress.objects.get(user=user).verified
    assert SignUp.objects.get(email=ADDRESS).state == State.ASKED
    assert School.objects.filter(people=user).count() == 0
