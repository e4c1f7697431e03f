"""HPP's pages: what comes after a session, and the rule for a certificate."""

import pytest
from django.urls import reverse

from bootcamp.following import copying, shelves
from bootcamp.following.models import AfterSession, CertificateRule, EvaluationQuestions, Moment
from portal.files.models import Shelf
from portal.people.access import Role
from tests.factories import make_bootcamp, make_material, make_seat, make_second_step, make_user
from tests.seen import seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def bootcamp():
    return make_bootcamp(title="Groep Midden", sessions=3)


@pytest.fixture
def hpp(client):
    user = make_user(Role.HPP)
    make_second_step(user)
    client.force_login(user)
    return client


def rule_page(bootcamp):
    return reverse("bootcamp:staff_following", args=[bootcamp.pk])


def after_page(bootcamp, number=1):
    return reverse("bootcamp:staff_after_session", args=[bootcamp.pk, bootcamp.work_sessions.get(number=number).pk])


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_page_needs_no_more_queries_for_more_sessions(hpp, how_many, django_assert_num_queries):
    bootcamp = make_bootcamp(sessions=how_many)
    for session in bootcamp.work_sessions.all():
        AfterSession.objects.create(session=session, shelf=Shelf.objects.create(title="plank"))

    with django_assert_num_queries(8):
        page = hpp.get(rule_page(bootcamp)).text

    assert page.count("op een eigen plank") == how_many


def test_a_session_of_which_nothing_is_set_says_what_holds_then(hpp, bootcamp):
    AfterSession.objects.create(session=bootcamp.work_sessions.get(number=1), catch_up_minutes=38, field_work_target=5)

    page = " ".join(hpp.get(rule_page(bootcamp)).text.split())

    assert page.count("met de materialen, 38 minuten") == 1
    assert page.count("met de materialen </td>") == 2
    assert page.count("5 keer") == 1
    assert page.count("zonder aantal") == 2


def test_the_rule_is_set_changed_and_let_go(hpp, bootcamp):
    kept = []
    for typed in ("3", "1", ""):
        hpp.post(rule_page(bootcamp), {"sessions_needed": typed, **seen(hpp, rule_page(bootcamp))})
        kept.append(list(CertificateRule.objects.values_list("sessions_needed", flat=True)))

    assert kept == [[3], [1], []]
    assert "Nu zijn er 2 sessies nodig." in hpp.get(rule_page(bootcamp)).text


@pytest.mark.parametrize("typed", ["4", "0", "-1", "drie", "1e9"])
def test_a_rule_that_nobody_can_meet_is_refused(hpp, bootcamp, typed):
    page = hpp.post(rule_page(bootcamp), {"sessions_needed": typed}).text

    assert "error-summary" in page
    assert not CertificateRule.objects.exists()


def test_what_comes_after_a_session_is_kept(hpp, bootcamp):
    posted = {"catch_up_link": "opname.example/3", "catch_up_minutes": "38", "field_work_target": "5"}

    for _ in range(2):
        hpp.post(after_page(bootcamp), posted)

    assert list(AfterSession.objects.values_list("catch_up_link", "catch_up_minutes", "field_work_target")) == [
        ("https://opname.example/3", 38, 5)
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"catch_up_link": "javascript:alert(1)"},
        {"catch_up_link": "http://opname.example"},
        {"catch_up_link": "data:text/html,x"},
        {"catch_up_minutes": "0"},
        {"catch_up_minutes": "601"},
        {"field_work_target": "21"},
        {"field_work_target": "99999999999999999999"},
    ],
)
def test_what_makes_no_sense_is_refused(hpp, bootcamp, wrong):
    page = hpp.post(after_page(bootcamp), wrong).text

    assert "error-summary" in page
    assert not AfterSession.objects.exists()


def test_a_shelf_is_made_once_and_shows_what_stands_on_it(hpp, bootcamp):
    for _ in range(2):
        hpp.post(after_page(bootcamp), {"plank": "1"})
    shelf = AfterSession.objects.get().shelf
    make_material(title="Verslag", access="plank", shelves=[shelf])

    page = hpp.get(after_page(bootcamp)).text

    assert Shelf.objects.filter(title__startswith="Na werksessie 1, Groep Midden").count() == 1
    assert "Verslag" in page


def test_a_session_of_another_bootcamp_is_not_found_here(hpp, bootcamp):
    other = make_bootcamp()
    address = reverse("bootcamp:staff_after_session", args=[bootcamp.pk, other.work_sessions.first().pk])

    assert hpp.get(address).status_code == 404


def test_what_to_prepare_with_has_a_shelf_that_is_open_before_the_session(hpp, bootcamp, client):
    for _ in range(2):
        hpp.post(after_page(bootcamp), {"plank": "voor"})
    before = AfterSession.objects.get().shelf_before
    sheet = make_material(title="Werkblad", access="plank", shelves=[before])
    general = make_material(title="Infopakket", access="plank", shelves=[bootcamp.shelf])
    seat = make_seat(bootcamp=bootcamp)
    pages = {}

    for who in (seat.enrolled_by, make_seat().enrolled_by):
        client.force_login(who)
        pages[who] = client.get(sheet.get_absolute_url()).status_code
    client.force_login(seat.enrolled_by)
    first, second = (client.get(reverse("bootcamp:session", args=[seat.pk, number])).text for number in (1, 2))

    assert Shelf.objects.filter(title__startswith="Voor werksessie 1, Groep Midden").count() == 1
    assert list(pages.values()) == [200, 404]
    assert "Werkblad" in first
    assert general.title not in first
    assert general.title in second
    assert "Werkblad" not in second


def test_a_copy_takes_the_materials_along_on_shelves_of_its_own():
    source, copied = make_bootcamp(sessions=2), make_bootcamp(sessions=2)
    session = source.work_sessions.get(number=1)
    after = shelves.make(session, before=True)
    sheet = make_material(title="Werkblad", access="plank", shelves=[after.shelf_before, source.shelf])

    copying.copy(source, copied)

    new = AfterSession.objects.get(session__bootcamp=copied)
    assert new.shelf is None
    assert new.shelf_before not in (None, after.shelf_before)
    assert set(sheet.shelves.all()) == {source.shelf, copied.shelf, after.shelf_before, new.shelf_before}
    assert new.shelf_before.title.startswith(f"Voor werksessie 1, {copied.title}")


def test_a_copy_takes_the_questions_the_rule_and_the_field_work_along_but_no_recording():
    source, copied = make_bootcamp(sessions=3), make_bootcamp(sessions=2)
    CertificateRule.objects.create(bootcamp=source, sessions_needed=3)
    EvaluationQuestions.objects.create(bootcamp=source, moment=Moment.END, scale="De zaal was fijn.")
    for session in source.work_sessions.all():
        AfterSession.objects.create(
            session=session,
            shelf=Shelf.objects.create(title="plank"),
            catch_up_link="https://opname.example/1",
            catch_up_minutes=38,
            field_work_target=5,
        )

    copying.copy(source, copied)

    assert copied.certificate_rule.sessions_needed == 3
    assert list(copied.evaluation_questions.values_list("moment", "scale")) == [("eind", "De zaal was fijn.")]
    kept = AfterSession.objects.filter(session__bootcamp=copied)
    assert list(kept.values_list("catch_up_link", "catch_up_minutes", "field_work_target")) == [("", 38, 5)] * 2
    assert not set(kept.values_list("shelf", flat=True)) & set(
        AfterSession.objects.filter(session__bootcamp=source).values_list("shelf", flat=True)
    )
    assert (source.evaluation_questions.count(), source.certificate_rule.bootcamp) == (1, source)
