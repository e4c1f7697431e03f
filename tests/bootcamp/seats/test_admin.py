"""What HPP does with bootcamps and seats, through the admin's own pages."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from bootcamp.seats.models import Bootcamp, Seat
from portal.files.models import Shelf
from portal.people.access import Role
from tests.admin_pages import errors_in, filled_in
from tests.factories import (
    make_attendance,
    make_bootcamp,
    make_material,
    make_school,
    make_seat,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ADD = reverse("admin:seats_bootcamp_add")
LIST = reverse("admin:seats_bootcamp_changelist")
BOOTCAMP = {
    "title": "Groep Oost",
    "description": "Samen maak je een plan.",
    "place": "online",
    "seats": "9",
    "seats_per_board": "3",
    "enrolment_opens": "1-12-2026",
    "enrolment_closes": "25-2-2027",
    "starts_on": "4-3-2027",
    "is_published": "on",
}


@pytest.fixture
def hpp(cast):
    return cast.client("hpp")


def sessions(*starts, first=0):
    """The fields of sessions of two hours that start at these moments of 2027, as (month, day, hour)."""
    fields = {"work_sessions-TOTAL_FORMS": str(first + len(starts))}
    for index, (month, day, hour) in enumerate(starts, first):
        fields |= {
            f"work_sessions-{index}-{name}": value
            for name, value in {
                "number": str(index + 1),
                "title": f"Stap {index + 1}",
                "goal": "1",
                "starts_at_0": f"{day}-{month}-2027",
                "starts_at_1": f"{hour}:00",
                "ends_at_0": f"{day}-{month}-2027",
                "ends_at_1": f"{hour + 2}:00",
                "join_link": "vergaderen.example/x",
                "preparation": "Lees het pakket",
            }.items()
        }
    return fields


def add(client, fields):
    return client.post(ADD, filled_in(client.get(ADD).text) | fields)


def change(client, bootcamp, fields):
    address = reverse("admin:seats_bootcamp_change", args=[bootcamp.pk])
    return client.post(address, filled_in(client.get(address).text) | fields)


def test_hpp_publishes_a_bootcamp_and_a_director_finds_and_takes_a_seat(cast, hpp, time_machine):
    time_machine.move_to(datetime(2026, 12, 8, 10, tzinfo=AMSTERDAM))
    hpp, director = cast.client("hpp"), cast.client("directeur")

    response = add(hpp, BOOTCAMP | {"led_by": [cast["hpp"].pk]} | sessions((3, 4, 15), (3, 25, 15)))

    bootcamp = Bootcamp.objects.get()
    assert (response.status_code, response["Location"]) == (302, LIST)
    assert [
        (session.number, session.starts_at, session.ends_at, session.join_link)
        for session in bootcamp.work_sessions.order_by("number")
    ] == [
        (
            number,
            datetime(2027, 3, day, 15, tzinfo=AMSTERDAM),
            datetime(2027, 3, day, 17, tzinfo=AMSTERDAM),
            "https://vergaderen.example/x",
        )
        for number, day in [(1, 4), (2, 25)]
    ]
    assert "Groep Oost" in director.get(reverse("bootcamp:bootcamp_list")).text
    form = {"school": cast.school.pk}
    seat = director.post(reverse("bootcamp:enrol", args=[bootcamp.pk]), form, follow=True).text
    assert "doet mee aan Groep Oost." in seat
    assert f"{cast['hpp'].full_name} begeleidt je groep." in seat


def test_a_draft_needs_no_sessions_but_the_site_does(hpp):
    draft = {key: value for key, value in BOOTCAMP.items() if key != "is_published"}

    published = add(hpp, BOOTCAMP)
    kept = add(hpp, draft)

    assert "Zet minstens één werksessie klaar voordat de bootcamp op de site komt." in errors_in(published.text)
    assert kept.status_code == 302
    assert list(Bootcamp.objects.values_list("is_published", flat=True)) == [False]


def test_the_last_session_of_a_published_bootcamp_cannot_go(hpp):
    bootcamp = make_bootcamp(sessions=1)

    response = change(hpp, bootcamp, {"work_sessions-0-DELETE": "on"})

    assert "Zet minstens één werksessie klaar voordat de bootcamp op de site komt." in errors_in(response.text)
    assert bootcamp.work_sessions.count() == 1


def test_the_start_is_the_day_of_the_first_session(hpp):
    response = add(hpp, BOOTCAMP | sessions((3, 11, 15), (3, 9, 15)))

    assert errors_in(response.text) == [
        "De eerste werksessie is op 9 maart 2027, maar bij ‘start op’ staat 4 maart 2027. Maak ze gelijk."
    ]
    assert not Bootcamp.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"seats": "0"}, "Geef minstens één plek."),
        ({"enrolment_closes": "30-11-2026"}, "Aanmelden kan niet sluiten voordat het opengaat."),
        ({"enrolment_closes": "4-3-2027"}, "Aanmelden moet sluiten vóór de dag van de start."),
        ({"starts_on": "31-4-2027"}, "Voer een geldige datum in."),
        ({"starts_on": "29-2-2027"}, "Voer een geldige datum in."),
        ({"work_sessions-0-ends_at_1": "15:00"}, "De sessie eindigt voordat hij begint."),
        ({"work_sessions-0-join_link": "javascript:alert(1)"}, "Voer een geldige URL in."),
    ],
)
def test_what_cannot_be_is_said_at_the_form(hpp, wrong, words):
    response = add(hpp, BOOTCAMP | sessions((3, 4, 15)) | wrong)

    assert words in errors_in(response.text)
    assert not Bootcamp.objects.exists()
    assert not Shelf.objects.exists()


def test_an_hour_that_does_not_exist_is_refused(hpp):
    """On 28 March 2027 the clock goes from two to three."""
    night = {"starts_on": "28-3-2027", "enrolment_closes": "1-3-2027"}

    response = add(hpp, BOOTCAMP | night | sessions((3, 28, 15)) | {"work_sessions-0-starts_at_1": "02:30"})

    assert any("2027-03-28 02:30:00" in error for error in errors_in(response.text))
    assert not Bootcamp.objects.exists()


def test_no_fewer_seats_than_there_are_schools(hpp):
    bootcamp = make_bootcamp(seats=3)
    for _ in range(2):
        make_seat(bootcamp=bootcamp)

    refused = change(hpp, bootcamp, {"seats": "1"})
    allowed = change(hpp, bootcamp, {"seats": "2"})

    assert errors_in(refused.text) == ["Er doen al 2 scholen mee. Geef minstens 2 plekken."]
    assert allowed.status_code == 302
    bootcamp.refresh_from_db()
    assert bootcamp.seats == 2


def test_once_schools_take_part_the_admin_shows_the_dates_and_leads_to_the_site(hpp):
    """There people hear of what changes; other texts can still be changed here."""
    bootcamp = make_bootcamp(title="Groep Midden", sessions=2)
    make_seat(bootcamp=bootcamp)
    url = reverse("admin:seats_bootcamp_change", args=[bootcamp.pk])
    before = list(bootcamp.work_sessions.order_by("number").values_list("starts_at", "title", "sequence"))

    page = BeautifulSoup(hpp.get(url).text, "html.parser")
    fields = {"title": "Anders", "work_sessions-0-title": "Anders", "work_sessions-0-starts_at_0": "1-4-2027"}
    answer = change(hpp, bootcamp, {**fields, "work_sessions-0-preparation": "Lees iets anders", "seats": "40"})

    bootcamp.refresh_from_db()
    assert answer.status_code == 302
    assert page.select_one(f"a[href='{reverse('bootcamp:staff_dates', args=[bootcamp.pk])}']")
    assert not page.select("[name=title], [name=starts_on_0], [name$='-starts_at_0'], [name$='-DELETE']")
    assert (bootcamp.title, bootcamp.seats) == ("Groep Midden", 40)
    assert list(bootcamp.work_sessions.order_by("number").values_list("starts_at", "title", "sequence")) == before
    assert bootcamp.work_sessions.get(number=1).preparation == "Lees iets anders"


def test_a_session_that_moves_before_anyone_takes_part_rises(hpp):
    bootcamp = make_bootcamp(sessions=2)
    second = bootcamp.work_sessions.get(number=2)
    day = timezone.localdate(second.starts_at) + timedelta(days=7)

    moved = {f"work_sessions-1-{name}_0": day.strftime("%d-%m-%Y") for name in ("starts_at", "ends_at")}
    assert change(hpp, bootcamp, moved).status_code == 302

    second.refresh_from_db()
    assert timezone.localdate(second.starts_at) == day
    assert dict(bootcamp.work_sessions.values_list("number", "sequence")) == {1: 0, 2: 1}


@pytest.mark.parametrize(
    ("fields", "rises"),
    [
        ({"title": "Groep Anders"}, {1: 1, 2: 1}),
        ({"place": "Utrecht"}, {1: 1, 2: 1}),
        ({"work_sessions-0-title": "Anders 1"}, {1: 1, 2: 0}),
        ({"place": "Utrecht", "work_sessions-0-place": "Zwolle"}, {1: 1, 2: 1}),
        ({"work_sessions-0-preparation": "Lees iets anders", "seats": "40"}, {1: 0, 2: 0}),
        ({}, {1: 0, 2: 0}),
    ],
)
def test_only_what_stands_in_the_calendar_makes_it_rise(hpp, fields, rises):
    bootcamp = make_bootcamp(sessions=2)

    assert change(hpp, bootcamp, fields).status_code == 302

    assert dict(bootcamp.work_sessions.values_list("number", "sequence")) == rises


def test_deleting_bootcamps_takes_their_shelves_along_but_not_those_in_use(hpp):
    free, also_free, in_use = make_bootcamp(), make_bootcamp(), make_seat().bootcamp
    make_material(shelves=[free.shelf])
    delete = {"action": "delete_selected", "post": "yes"}

    hpp.post(reverse("admin:seats_bootcamp_delete", args=[free.pk]), {"post": "yes"})
    hpp.post(LIST, delete | {"_selected_action": [also_free.pk]})
    hpp.post(LIST, delete | {"_selected_action": [in_use.pk]})
    hpp.post(reverse("admin:seats_bootcamp_delete", args=[in_use.pk]), {"post": "yes"})

    assert list(Bootcamp.objects.all()) == [in_use]
    assert list(Shelf.objects.all()) == [in_use.shelf]


def test_a_new_bootcamp_stands_among_the_planken_of_a_material(hpp):
    bootcamp = make_bootcamp(title="Groep Oost")

    page = hpp.get(reverse("admin:materials_material_add")).text

    assert f'<option value="{bootcamp.shelf_id}">Groep Oost, start ' in page


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_of_bootcamps_needs_no_more_queries_for_more_rows(hpp, how_many, django_assert_num_queries):
    for _ in range(how_many):
        make_seat(bootcamp=make_bootcamp(seats=7))
    hpp.get(LIST)

    with django_assert_num_queries(10):
        page = hpp.get(LIST).text

    assert page.count('<td class="field-taken">1</td>') == how_many


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_of_seats_needs_no_more_queries_for_more_rows(hpp, how_many, django_assert_num_queries):
    bootcamp = make_bootcamp()
    for _ in range(how_many):
        colleagues = [make_user(Role.TEACHER) for _ in range(how_many)]
        make_seat(bootcamp=bootcamp, colleagues=colleagues)
    address = reverse("admin:seats_seat_changelist")
    hpp.get(address)

    with django_assert_num_queries(9):
        page = hpp.get(address).text

    assert page.count("De Vuurvlinder") >= how_many


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_page_of_a_seat_needs_no_more_queries_for_more_participants(hpp, how_many, django_assert_num_queries):
    seat = make_seat(colleagues=[make_user(Role.TEACHER) for _ in range(how_many)])
    address = reverse("admin:seats_seat_change", args=[seat.pk])
    hpp.get(address)

    with django_assert_num_queries(10):
        page = hpp.get(address).text

    shown = [user for user in seat.participants.all() if user.email in page]
    assert len(shown) == 1 + how_many


@pytest.mark.parametrize("who", ["hpp", "hpp_admin"])
def test_who_takes_part_is_only_looked_at_in_the_admin(cast, who):
    """There what someone attended and earned would pass to whoever was chosen instead."""
    seat = make_seat()
    director, stranger = seat.participants.get(), make_user(Role.DIRECTOR)
    make_attendance(seat=seat, session=seat.bootcamp.work_sessions.first())
    address, client = reverse("admin:seats_seat_change", args=[seat.pk]), cast.client(who)
    page = client.get(address).text
    row = {
        "participations-TOTAL_FORMS": "1",
        "participations-INITIAL_FORMS": "1",
        "participations-0-id": seat.participations.get().pk,
        "participations-0-seat": seat.pk,
        "participations-0-user": stranger.pk,
    }

    for answers in (row, row | {"participations-0-DELETE": "on"}):
        client.post(address, answers)

    assert list(seat.participants.all()) == [director]
    assert director.email in page
    assert f'href="{reverse("bootcamp:colleagues", args=[seat.pk])}"' in page
    assert not BeautifulSoup(page, "html.parser").select("[name$=-user], [name$=-DELETE]")


def test_what_someone_attended_keeps_their_name_when_the_place_passes_on(hpp):
    bootcamp = make_bootcamp(starts_on=timezone.localdate() - timedelta(days=2))
    marit = make_user(Role.DIRECTOR, first_name="Marit", schools=[make_school()])
    seat = make_seat(bootcamp=bootcamp, director=marit)
    make_attendance(seat=seat, session=bootcamp.work_sessions.get(number=1))
    adjunct = make_user(Role.DIRECTOR, first_name="Joost", schools=[seat.school])
    address = reverse("bootcamp:colleague", args=[seat.pk, seat.participations.get().pk])

    hpp.post(address, {"to": adjunct.pk})

    page = BeautifulSoup(hpp.get(reverse("bootcamp:staff_seat", args=[seat.pk])).text, "html.parser")
    assert seat.participants.get() == adjunct
    assert "Marit de Vries: aanwezig" in page.get_text()
    assert "Joost de Vries: aanwezig" not in page.get_text()


def test_seats_are_found_by_school_and_by_person(hpp):
    seat = make_seat(
        director=make_user(Role.DIRECTOR, last_name="van den Äkker", schools=[make_school(name="De Regenbui")])
    )
    make_seat()
    address = reverse("admin:seats_seat_changelist")

    for words in ("Regenbui", "Äkker", seat.school.brin, seat.enrolled_by.email):
        assert list(hpp.get(address, {"q": words}).context["cl"].queryset) == [seat], words


def test_a_seat_is_neither_made_nor_deleted_in_the_admin(hpp):
    seat = make_seat()

    hpp.post(reverse("admin:seats_seat_add"), {"school": seat.school_id})
    hpp.post(reverse("admin:seats_seat_delete", args=[seat.pk]), {"post": "yes"})
    page = hpp.get(reverse("admin:seats_seat_changelist")).text

    assert Seat.objects.count() == 1
    assert "delete_selected" not in page


def test_what_hpp_changes_is_written_down(cast, hpp):
    change(hpp, make_bootcamp(title="Groep Oost"), {"title": "Groep West"})

    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_repr) == (cast["hpp"], "Groep West")


def test_from_a_seat_hpp_goes_to_the_site_and_gives_it_back_for_the_school(hpp):
    seat = make_seat()
    page = hpp.get(reverse("admin:seats_seat_change", args=[seat.pk])).text
    address = BeautifulSoup(page, "html.parser").select_one("a.viewsitelink")["href"]

    on_the_site = hpp.get(address, follow=True)
    hpp.post(reverse("bootcamp:cancel", args=[seat.pk]))

    seat.refresh_from_db()
    assert on_the_site.request["PATH_INFO"] == seat.get_absolute_url()
    assert "Meld je school af" in on_the_site.text
    assert seat.cancelled_at is not None
