"""The list of bootcamps, the page of one, and taking a seat."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.seats.models import Seat
from portal.jobs.models import Job
from portal.people.access import Role
from tests.factories import make_board, make_bootcamp, make_hr, make_school, make_seat, make_user

pytestmark = pytest.mark.django_db
LIST = reverse("bootcamp:bootcamp_list")


def enrol_page(bootcamp):
    return reverse("bootcamp:enrol", args=[bootcamp.pk])


def messages_in(response):
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def director(client):
    """Signed in, of one school."""
    user = make_user(Role.DIRECTOR, schools=[make_school(name="De Vuurvlinder")])
    client.force_login(user)
    return user


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_needs_no_more_queries_for_more_bootcamps(client, how_many, django_assert_num_queries):
    bootcamps = [make_bootcamp(sessions=how_many) for _ in range(how_many)]
    for bootcamp in bootcamps:
        make_seat(bootcamp=bootcamp)

    with django_assert_num_queries(2):
        page = client.get(LIST).text

    assert all(bootcamp.title in page for bootcamp in bootcamps)
    assert page.count("Nog 11 van de 12 plekken vrij.") == how_many


def test_the_list_shows_what_is_published_and_still_to_come(client):
    today = timezone.localdate()
    make_bootcamp(title="Groep Verborgen", is_published=False)
    make_bootcamp(title="Groep Voorbij", starts_on=today)
    make_bootcamp(title="Groep Straks", starts_on=today + timedelta(days=1))
    make_bootcamp(title="Groep Later", enrolment_opens=today + timedelta(days=3))

    page = client.get(LIST).text

    assert "Groep Verborgen" not in page
    assert "Groep Voorbij" not in page
    assert page.index("Groep Straks") < page.index("Groep Later")
    assert "Aanmelden kan niet meer." in page
    assert "Aanmelden kan vanaf" in page


def test_an_empty_list_says_what_you_can_do(client):
    page = client.get(LIST).text

    assert "Er staat nu geen bootcamp gepland." in page
    assert reverse("contact") in page


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_page_of_a_bootcamp_needs_no_more_queries_for_more_sessions(
    client, director, how_many, django_assert_num_queries
):
    bootcamp = make_bootcamp(sessions=how_many)
    make_seat(director=director, bootcamp=bootcamp)

    with django_assert_num_queries(9):
        page = client.get(bootcamp.get_absolute_url()).text

    assert page.count("Sessie over stap") == how_many
    assert "De Vuurvlinder doet mee." in page


def test_the_page_never_shows_the_link_to_join(client):
    bootcamp = make_bootcamp()

    assert "vergaderen.example" not in client.get(bootcamp.get_absolute_url()).text


@pytest.mark.parametrize(
    ("role", "button", "words"),
    [
        (None, True, "Heb je al een account?"),
        (Role.DIRECTOR, True, ""),
        (Role.HR, True, ""),
        (Role.BOARD, True, ""),
        (Role.TEACHER, False, "Een directeur, HR of het bestuur meldt een school aan."),
        (Role.HPP, False, "Een directeur, HR of het bestuur meldt een school aan."),
    ],
)
def test_the_button_to_enrol_is_for_who_may(client, settings, role, button, words):
    settings.MFA_REQUIRED = False
    bootcamp = make_bootcamp()
    if role:
        client.force_login(make_user(role))

    page = client.get(bootcamp.get_absolute_url()).text

    assert (enrol_page(bootcamp) in page) == button
    assert words in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"enrolment_closes": timezone.localdate() - timedelta(days=1)}, "Aanmelden kan niet meer."),
        ({"enrolment_opens": timezone.localdate() + timedelta(days=1)}, "Aanmelden kan vanaf"),
    ],
)
def test_where_enrolling_is_closed_there_is_no_form(client, director, fields, words):
    bootcamp = make_bootcamp(**fields)
    make_seat(bootcamp=bootcamp)

    page = client.get(bootcamp.get_absolute_url()).text
    form = client.get(enrol_page(bootcamp)).text

    assert words in page
    assert enrol_page(bootcamp) not in page
    assert words in form
    assert 'name="school"' not in form
    assert LIST in form


def test_a_visitor_signs_in_first_and_comes_back_to_the_form(client):
    bootcamp = make_bootcamp()

    response = client.get(enrol_page(bootcamp))

    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next={enrol_page(bootcamp)}"


def test_enrolling_leads_to_the_seat_and_says_so(client, director):
    bootcamp = make_bootcamp(title="Groep Midden")

    response = client.post(enrol_page(bootcamp), {"school": director.schools.get().pk}, follow=True)

    seat = Seat.objects.get()
    assert response.redirect_chain == [(seat.get_absolute_url(), 302)]
    assert messages_in(response) == ["De Vuurvlinder doet mee aan Groep Midden."]
    assert (seat.school, seat.enrolled_by) == (director.schools.get(), director)


@pytest.mark.fault("sent twice")
def test_the_same_form_sent_twice_has_one_effect_and_the_same_confirmation(client, director, seen):
    bootcamp = make_bootcamp()
    form = {"school": director.schools.get().pk}

    first = client.post(enrol_page(bootcamp), form, follow=True)
    second = client.post(enrol_page(bootcamp), form, follow=True)

    assert second.redirect_chain == first.redirect_chain
    assert messages_in(second) == messages_in(first)
    assert (Seat.objects.count(), Job.objects.count()) == (1, 1)
    seen(f"{Seat.objects.count()} plek, dezelfde bevestiging: {messages_in(second)[0]}")


@pytest.mark.fault("sent twice")
def test_the_back_button_shows_that_the_school_is_in(client, director, seen):
    bootcamp = make_bootcamp()
    client.post(enrol_page(bootcamp), {"school": director.schools.get().pk})

    page = client.get(enrol_page(bootcamp)).text

    said = "De Vuurvlinder doet al mee."
    assert said in page
    assert 'name="school"' not in page
    assert reverse("bootcamp:my_bootcamp") in page
    seen(f"terug: “{said}”")


def test_another_schools_seat_cannot_be_taken(client, director):
    bootcamp, elsewhere = make_bootcamp(), make_school(name="Van een ander")

    page = client.post(enrol_page(bootcamp), {"school": elsewhere.pk}).text

    assert "Deze school hoort niet bij jouw account." in page
    assert "Van een ander" not in page
    assert not Seat.objects.exists()


def test_a_director_cannot_take_a_seat_for_another_school_of_the_board(client, director):
    bootcamp = make_bootcamp()
    neighbour = make_school(board=director.schools.get().board)

    page = client.post(enrol_page(bootcamp), {"school": neighbour.pk}).text

    assert "Deze school hoort niet bij jouw account." in page
    assert not Seat.objects.exists()


def test_hr_chooses_among_the_schools_of_the_board_and_sees_which_are_in(client):
    board = make_board()
    in_already, free, other = make_school(board=board), make_school(board=board), make_school()
    bootcamp = make_bootcamp()
    make_seat(bootcamp=bootcamp, director=make_user(Role.DIRECTOR, schools=[in_already]))
    client.force_login(make_hr(board))

    form = client.get(enrol_page(bootcamp)).context["form"]

    labels = [label for value, label in form.fields["school"].choices if value]
    assert sorted(labels) == sorted([f"{in_already} (doet al mee)", str(free)])
    assert str(other) not in labels
    assert form["school"].initial == free


@pytest.mark.parametrize(
    "value",
    ["", "0", "-1", "abc", "1.5", "9" * 30, "1 OR 1=1", "\x00", "' --", "None", "[]", "<script>", "\ud800"],
)
def test_no_odd_school_takes_a_seat(client, director, value):
    bootcamp = make_bootcamp()

    response = client.post(enrol_page(bootcamp), {"school": value.encode("utf-8", "replace").decode()})

    assert response.status_code == 200
    assert response.context["form"].errors["school"]
    assert "<script>" not in response.text
    assert not Seat.objects.exists()


def test_a_missing_choice_is_asked_for_at_its_field(client, director):
    bootcamp = make_bootcamp()
    director.schools.add(make_school())

    page = client.post(enrol_page(bootcamp), {"school": ""}).text

    assert page.count("Kies de school die je wilt aanmelden.") == 2  # in the summary and at the field
    assert 'href="#id_school"' in page


def test_when_the_last_seat_has_just_gone_the_school_comes_on_the_list(client, director):
    bootcamp = make_bootcamp(title="Groep Vol", seats=1)
    client.get(enrol_page(bootcamp))
    make_seat(bootcamp=bootcamp)

    response = client.post(enrol_page(bootcamp), {"school": director.schools.get().pk}, follow=True)

    assert messages_in(response) == ["De Vuurvlinder staat op de lijst voor Groep Vol."]
    assert "Je bent als eerste aan de beurt." in response.text
    assert not Seat.objects.filter(school=director.schools.get()).exists()


def test_a_form_kept_open_until_after_the_closing_day_hears_why_not(client, director):
    bootcamp = make_bootcamp(title="Groep Dicht", enrolment_closes=timezone.localdate() - timedelta(days=1))

    page = client.post(enrol_page(bootcamp), {"school": director.schools.get().pk}).text

    assert "Aanmelden voor Groep Dicht kan niet meer." in page
    assert not Seat.objects.exists()


def test_when_the_board_has_used_its_seats_the_school_waits(client, director):
    bootcamp = make_bootcamp(seats_per_board=1)
    neighbour = make_school(board=director.schools.get().board)
    make_seat(bootcamp=bootcamp, director=make_user(Role.DIRECTOR, schools=[neighbour]))

    page = client.post(enrol_page(bootcamp), {"school": director.schools.get().pk}, follow=True).text

    assert "De Vuurvlinder staat op de lijst" in page
    assert Seat.objects.count() == 1


def test_a_director_without_a_school_is_told_whom_to_ask(client):
    client.force_login(make_user(Role.DIRECTOR))

    page = client.get(enrol_page(make_bootcamp())).text

    assert "Er hoort nog geen school bij je account." in page
    assert reverse("contact") in page


@pytest.mark.parametrize("name", ["bootcamp", "enrol"])
@pytest.mark.parametrize("bootcamp_id", [0, 999_999, 10**30])
def test_a_bootcamp_that_does_not_exist_is_not_found(client, director, name, bootcamp_id):
    assert client.get(reverse(f"bootcamp:{name}", args=[bootcamp_id])).status_code == 404


@pytest.mark.parametrize("name", ["bootcamp", "enrol"])
def test_a_bootcamp_that_is_not_published_is_not_found(client, director, name):
    hidden = make_bootcamp(is_published=False)
    address = reverse(f"bootcamp:{name}", args=[hidden.pk])

    assert client.get(address).status_code == 404
    assert client.post(address, {"school": director.schools.get().pk}).status_code in (404, 405)
    assert not Seat.objects.exists()


@pytest.mark.parametrize("role", [Role.TEACHER, Role.EXPERT, Role.HPP])
def test_who_speaks_for_no_school_cannot_post_either(client, settings, role):
    settings.MFA_REQUIRED = False
    bootcamp, school = make_bootcamp(), make_school()
    client.force_login(make_user(role, schools=[school]))

    response = client.post(enrol_page(bootcamp), {"school": school.pk})

    assert response.status_code == 404
    assert not Seat.objects.exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_change_nothing(client, director, method):
    bootcamp = make_bootcamp()

    assert getattr(client, method)(enrol_page(bootcamp)).status_code == 405
    assert getattr(client, method)(LIST).status_code == 405
    assert not Seat.objects.exists()


def test_a_form_from_another_site_is_refused(director):
    from django.test import Client

    bootcamp, strict = make_bootcamp(), Client(enforce_csrf_checks=True)
    strict.force_login(director)

    response = strict.post(enrol_page(bootcamp), {"school": director.schools.get().pk})

    assert response.status_code == 403
    assert not Seat.objects.exists()


def test_names_are_shown_as_text(client):
    school = make_school(name="'t Hart & <b>Äkker</b>")
    client.force_login(make_user(Role.DIRECTOR, schools=[school]))
    bootcamp = make_bootcamp(title="<script>alert(1)</script>")

    form = client.get(enrol_page(bootcamp)).text
    seat = client.post(enrol_page(bootcamp), {"school": school.pk}, follow=True).text

    for page in (form, seat):
        assert "<script>alert" not in page
        assert "<b>Äkker" not in page
        assert "&#x27;t Hart &amp; &lt;b&gt;Äkker&lt;/b&gt;" in page
