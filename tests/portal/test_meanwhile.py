"""Two people change one thing at once: what the first saved is never overwritten unseen, and nothing typed is lost."""

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.contrib import admin
from django.urls import reverse

from bootcamp.following.models import AfterSession, CertificateRule, EvaluationQuestions, Moment
from bootcamp.running.models import MailRule
from bootcamp.seats.models import Bootcamp, WorkSession
from materials.models import Material
from portal.meanwhile import STOOD, CarefulForm
from portal.people.access import Role
from portal.people.models import Board, School, User
from tests.admin_pages import errors_in, filled_in
from tests.factories import make_board, make_bootcamp, make_expert, make_material, make_school, make_user
from tests.seen import seen

pytestmark = pytest.mark.django_db

SAID = "Iemand anders wijzigde dit terwijl jij bezig was."


@pytest.fixture
def hpp(cast):
    return cast.client("hpp_admin")


def address_of(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


ROWS = {
    "bestuur": (lambda: make_board(name="Kleurrijk"), "name", "Bont", "Grijs"),
    "school": (lambda: make_school(city="Almere"), "city", "Urk", "Ede"),
    "gebruiker": (lambda: make_user(Role.EXPERT, first_name="Sanne"), "first_name", "Sam", "Sia"),
    "bootcamp": (lambda: make_bootcamp(place="online"), "place", "Utrecht", "Zwolle"),
    "materiaal": (lambda: make_material(body="Lees dit."), "summary", "Van Sanne", "Van Mo"),
}


def test_every_model_that_can_be_changed_in_the_admin_is_among_these(rf, cast):
    request = rf.get("/")
    request.user = cast["hpp_admin"]
    changed = {
        model for model, model_admin in admin.site._registry.items() if model_admin.has_change_permission(request)
    }
    # Of a mailing every field is shown only.
    assert {model.__name__ for model in changed} - {"Mailing"} == {
        model.__name__ for model in (Board, School, User, Bootcamp, Material)
    }
    assert len(ROWS) == 5


@pytest.mark.parametrize("kind", ROWS)
def test_the_second_of_two_editors_in_the_admin_sees_what_the_first_saved_and_chooses(hpp, kind):
    make, name, first, second = ROWS[kind]
    row = make()
    address = address_of(row)
    of_first, of_second = (filled_in(hpp.get(address).text) for _ in range(2))

    saved = hpp.post(address, of_first | {name: first})
    refused = hpp.post(address, of_second | {name: second})
    row.refresh_from_db()
    kept = getattr(row, name)
    typed = filled_in(refused.text)
    chosen = hpp.post(address, typed)
    row.refresh_from_db()

    assert (saved.status_code, refused.status_code) == (302, 200)
    assert kept == first
    assert any(error.startswith(SAID) for error in errors_in(refused.text))
    assert f"Er staat nu: {first}" in errors_in(refused.text)
    assert typed[name] == second
    assert chosen.status_code == 302
    assert getattr(row, name) == second


def test_who_changes_another_field_does_not_put_the_first_ones_back(hpp):
    school = make_school(name="De Vuurvlinder", city="Almere")
    address = address_of(school)
    of_second = filled_in(hpp.get(address).text)
    School.objects.filter(pk=school.pk).update(city="Urk")

    refused = hpp.post(address, of_second | {"name": "De Regenbui"})

    school.refresh_from_db()
    assert (school.name, school.city) == ("De Vuurvlinder", "Urk")
    assert "Er staat nu: Urk" in errors_in(refused.text)


def test_a_change_of_something_that_is_not_on_the_page_is_no_conflict(hpp):
    user = make_user(Role.EXPERT)
    address = address_of(user)
    of_second = filled_in(hpp.get(address).text)
    User.objects.filter(pk=user.pk).update(password="anders", last_login="2026-11-01T10:00Z")

    assert hpp.post(address, of_second | {"first_name": "Noor"}).status_code == 302


def test_saving_the_same_twice_is_saving_once(hpp):
    school = make_school()
    answers = filled_in(hpp.get(address_of(school)).text) | {"city": "Urk"}

    statuses = [hpp.post(address_of(school), answers).status_code for _ in range(2)]

    assert statuses == [302, 302]


def test_choices_of_more_than_one_are_watched_too(hpp):
    director, first, second = make_user(Role.DIRECTOR), make_school(name="De Eerste"), make_school(name="De Tweede")
    director.schools.set([first])
    address = address_of(director)
    of_second = filled_in(hpp.get(address).text)
    director.schools.add(second)

    refused = hpp.post(address, of_second)

    assert set(director.schools.all()) == {first, second}
    assert any("De Eerste" in error and "De Tweede" in error for error in errors_in(refused.text))


def test_rows_below_a_form_are_watched_too(hpp):
    bootcamp = make_bootcamp(sessions=2)
    address = address_of(bootcamp)
    of_second = filled_in(hpp.get(address).text)
    bootcamp.work_sessions.filter(number=2).update(subtitle="Van een collega")

    refused = hpp.post(address, of_second | {"work_sessions-1-title": "Van mij"})
    kept = bootcamp.work_sessions.get(number=2)
    chosen = hpp.post(address, filled_in(refused.text) | {"work_sessions-1-subtitle": "Van een collega"})

    assert kept.subtitle == "Van een collega"
    assert kept.title != "Van mij"
    assert "Er staat nu: Van een collega" in errors_in(refused.text)
    assert chosen.status_code == 302
    assert WorkSession.objects.get(pk=kept.pk).title == "Van mij"


def test_schools_below_a_board_are_watched_too(hpp):
    school = make_school(city="Almere")
    address = address_of(school.board)
    of_second = filled_in(hpp.get(address).text)
    School.objects.filter(pk=school.pk).update(city="Urk")

    refused = hpp.post(address, of_second)

    school.refresh_from_db()
    assert school.city == "Urk"
    assert "Er staat nu: Urk" in errors_in(refused.text)


@pytest.mark.parametrize("mark", ["", "{}", "[1]", "geen json", "[" * 5000, '{"city": 3}'])
def test_without_a_mark_of_ours_nothing_is_overwritten(hpp, mark):
    school = make_school(city="Almere")
    answers = filled_in(hpp.get(address_of(school)).text) | {"city": "Urk", STOOD: mark}

    refused = hpp.post(address_of(school), answers)

    school.refresh_from_db()
    assert refused.status_code == 200
    assert school.city == "Almere"


def test_the_mark_tells_nothing_of_what_stands_there(hpp):
    school = make_school(city="Geheimstad")

    field = BeautifulSoup(hpp.get(address_of(school)).text, "html.parser").select_one(f"[name={STOOD}]")

    assert field["type"] == "hidden"
    assert "Geheimstad" not in field["value"]


class Plain(CarefulForm):
    words = forms.CharField(required=False)


def test_a_form_without_a_row_watches_what_it_started_from():
    seen = Plain(initial={"words": "een"})[STOOD].initial

    same = Plain({"words": "twee", STOOD: seen}, initial={"words": "een"})
    changed = Plain({"words": "twee", STOOD: seen}, initial={"words": "anders"})

    assert same.is_valid()
    assert changed.errors["words"] == ["Er staat nu: anders"]
    assert Plain(changed.data, initial={"words": "anders"}).is_valid()


def _mail_rule(bootcamp, expert):
    MailRule.objects.create(
        bootcamp=bootcamp, moment="week", audience="allen", subject="Over een week", text="Tot dan."
    )
    address = reverse("bootcamp:staff_rule", args=[bootcamp.pk, "week", "allen"])
    return address, {"subject": "Over een week", "is_on": "on"}, "text", ("Tot dan, Mo.", "Tot dan, Sanne.")


def _certificate(bootcamp, expert):
    CertificateRule.objects.create(bootcamp=bootcamp, sessions_needed=3)
    return reverse("bootcamp:staff_following", args=[bootcamp.pk]), {}, "sessions_needed", ("1", "2")


def _questions(bootcamp, expert):
    EvaluationQuestions.objects.create(bootcamp=bootcamp, moment=Moment.END, scale="Ik leer veel", open="")
    address = reverse("bootcamp:staff_questions", args=[bootcamp.pk, Moment.END])
    return address, {"open": ""}, "scale", ("Ik leer iets", "Ik leer niets")


def _after_session(bootcamp, expert):
    session = bootcamp.work_sessions.get(number=1)
    AfterSession.objects.create(session=session, catch_up_minutes=30)
    address = reverse("bootcamp:staff_after_session", args=[bootcamp.pk, session.pk])
    return address, {"catch_up_link": "", "field_work_target": ""}, "catch_up_minutes", ("40", "50")


def _profile(bootcamp, expert):
    profile = make_expert(user=expert)
    typed = {"skills": [row.skill for row in profile.skills.all()], "works_online": "on", "has_room": "on"}
    address = reverse("bootcamp:expert_profile_of", args=[expert.pk])
    return address, typed, "about", ("Door Mo.", "Door Sanne.")


PAGES = {
    "een mail die vanzelf gaat": _mail_rule,
    "de regel voor het certificaat": _certificate,
    "de vragen van de evaluatie": _questions,
    "na een sessie": _after_session,
    "het profiel van een expert": _profile,
}


@pytest.mark.parametrize("what", PAGES)
def test_the_second_of_two_editors_on_a_page_of_staff_sees_what_the_first_saved_and_chooses(cast, what):
    mo, sanne = cast.client("hpp_admin"), cast.client("hpp")
    address, others, name, (first, second) = PAGES[what](make_bootcamp(sessions=3), cast["expert"])
    of_mo, of_sanne = (others | seen(client, address) for client in (mo, sanne))

    saved = mo.post(address, of_mo | {name: first})
    refused = sanne.post(address, of_sanne | {name: second})
    form = refused.context["form"]
    shown_again = others | {STOOD: form[STOOD].value(), name: form[name].value()}
    kept = mo.get(address).context["form"][name].value()
    chosen = sanne.post(address, shown_again)

    assert (saved.status_code, refused.status_code, chosen.status_code) == (302, 200, 302)
    assert str(kept) == first
    assert SAID in refused.text
    assert f"Er staat nu: {first}" in refused.text
    assert str(mo.get(address).context["form"][name].value()) == second


def test_a_session_that_a_colleague_changed_shows_what_stands_there(cast):
    bootcamp, hpp = make_bootcamp(), cast.client("hpp")
    session = bootcamp.work_sessions.get(number=1)
    address = reverse("bootcamp:staff_session", args=[bootcamp.pk, session.pk])
    form = hpp.get(address).context
    typed = {field.html_name: field.value() or "" for field in form["form"]} | {"gezien": form["version"]}
    WorkSession.objects.filter(pk=session.pk).update(subtitle="Van een collega")

    refused = hpp.post(address, typed | {"subtitle": "Van mij"})

    session.refresh_from_db()
    assert session.subtitle == "Van een collega"
    assert "Iemand anders wijzigde deze bootcamp" in refused.text
    assert "Er staat nu: Van een collega" in refused.text
    assert refused.context["form"]["subtitle"].value() == "Van mij"
