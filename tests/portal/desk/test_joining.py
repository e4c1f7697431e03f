"""Two schools or two boards become one: read before what goes over, nothing lost, nothing half."""

import pytest
from django.urls import reverse

from bootcamp.plan.models import Plan
from bootcamp.seats.models import Application, Seat
from portal.audit.models import Entry
from portal.people.desk.joining import SchoolJoin, pointing_at
from portal.people.models import Board, KnownDomain, School
from tests.factories import (
    make_application,
    make_board,
    make_bootcamp,
    make_director,
    make_hr,
    make_invitation,
    make_plan,
    make_school,
    make_seat,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def hpp(cast):
    return cast.client("hpp")


def page_of(row, kind):
    return reverse(f"desk:join_{kind}", args=[row.pk])


def join(client, gone, other, kind):
    """Look, and then do what was seen."""
    looked = client.post(page_of(gone, kind), {"other": other})
    preview = looked.context["preview"]
    return preview, client.post(page_of(gone, kind), {"other": other, "gezien": preview.mark})


def a_school_with_much():
    director = make_director(brin="90AA")
    seat = make_seat(director=director)
    make_plan(seat=seat, answers={"team": "20"})
    school = director.schools.get()
    make_application(school=school, by=director)
    KnownDomain.objects.create(domain="deark.nl", school=school)
    return school


def test_all_that_hangs_on_a_school_goes_over_and_the_trail_says_so(cast, hpp):
    gone, kept = a_school_with_much(), make_school(brin="91BB", name="De Nieuwe")
    KnownDomain.objects.create(domain="deark.nl", school=kept)
    number = gone.pk

    preview, done = join(hpp, gone, "91bb", "school")

    assert done["Location"] == reverse("desk:school", args=[kept.pk])
    assert dict(preview.moves) == {
        **{"mensen": 1, "aanmeldingen": 1, "plannen": 1, "bekende domeinen": 1},
        str(Application._meta.verbose_name_plural): 1,
    }
    assert not School.objects.filter(pk=number).exists()
    assert (kept.people.count(), kept.seats.count(), kept.applications.count(), kept.domains.count()) == (1, 1, 1, 1)
    assert Plan.objects.get().answers.get().text == "20"
    assert Plan.objects.get().school == kept
    choice = Entry.objects.latest("pk").choice
    assert "90AA" in choice
    assert "91BB" in choice


def test_looking_changes_nothing(cast, hpp):
    gone, kept = a_school_with_much(), make_school(brin="91BB")

    page = hpp.post(page_of(gone, "school"), {"other": "91BB"})

    assert "Er is nog niets veranderd." in page.text
    assert School.objects.filter(pk=gone.pk).exists()
    assert (gone.people.count(), gone.seats.count(), kept.seats.count()) == (1, 1, 0)


def test_what_both_have_stops_it_and_nothing_moves(cast, hpp):
    gone = a_school_with_much()
    other = make_director(brin="91BB")
    make_plan(seat=make_seat(director=other, bootcamp=gone.seats.get().bootcamp))

    preview, refused = join(hpp, gone, "91BB", "school")

    assert dict(preview.blocked) == {"plannen": 1, str(Seat._meta.verbose_name_plural): 1}
    assert "Ze hebben allebei iets dat niet samen kan." in refused.text
    assert "Dit hebben ze allebei." in refused.text
    assert Plan.objects.filter(school=gone).exists()
    assert gone.people.count() == 1


def test_what_changed_since_it_was_read_is_read_again(cast, hpp):
    gone, kept = a_school_with_much(), make_school(brin="91BB")
    looked = hpp.post(page_of(gone, "school"), {"other": "91BB"}).context["preview"]
    make_seat(director=make_director(), school=gone)

    page = hpp.post(page_of(gone, "school"), {"other": "91BB", "gezien": looked.mark})

    assert "Er is intussen iets veranderd." in page.text
    assert kept.seats.count() == 0


def test_a_school_that_duo_names_stays_in_the_list(cast, hpp):
    gone = a_school_with_much()
    School.objects.filter(pk=gone.pk).update(listed_in="po")
    make_school(brin="91BB")

    assert "want DUO noemt haar nog" in hpp.post(page_of(gone, "school"), {"other": "91BB"}).text
    join(hpp, gone, "91BB", "school")

    assert School.objects.public().filter(pk=gone.pk).exists()
    assert gone.people.count() == gone.seats.count() == 0


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("", "Vul het nummer in van de school die blijft."),
        ("00XX", "We vinden geen school met nummer 00XX."),
        ("90AA", "Kies een andere om mee samen te voegen."),
        ("777", "Die is van een andere sector."),
    ],
)
def test_a_school_that_cannot_be_the_one_that_stays_is_said_at_its_field(cast, hpp, other, why):
    gone = make_school(brin="90AA")
    make_school(sector="kinderopvang", brin=None, other_number="777")

    page = hpp.post(page_of(gone, "school"), {"other": other})

    assert why in page.text
    assert School.objects.filter(pk=gone.pk).exists()


def test_two_boards_become_one_with_schools_people_and_codes(cast, hpp):
    gone, kept = make_board(name="De Oude", number="41211"), make_board(name="De Nieuwe")
    school, hr = make_school(board=gone), make_hr(gone)
    invitation = make_invitation(board=gone)

    preview, _ = join(hpp, gone, "de nieuwe", "board")

    assert dict(preview.moves) == {"scholen": 1, "mensen": 1, "uitnodigingen": 1}
    assert not Board.objects.filter(name="De Oude").exists()
    for row in (school, hr, invitation, kept):
        row.refresh_from_db()
    assert school.board == hr.board == invitation.board == kept
    assert kept.number == "41211"


def test_two_boards_with_a_code_for_one_bootcamp_choose_first(cast, hpp):
    gone, kept = make_board(name="De Oude"), make_board(name="De Nieuwe")
    bootcamp = make_bootcamp(by_invitation=True)
    for board in (gone, kept):
        make_invitation(board=board, bootcamp=bootcamp)

    preview, _ = join(hpp, gone, "De Nieuwe", "board")

    assert dict(preview.blocked) == {"uitnodigingen": 1}
    assert Board.objects.filter(name="De Oude").exists()


def test_nothing_that_points_at_a_school_is_overlooked(cast):
    """Each relation in the database, so that a room that is made later is taken along or stops it."""
    gone = a_school_with_much()
    pointing = {rows.model._meta.label for rows, _ in pointing_at(gone, but_of={"lists"})}

    assert {"seats.Seat", "plan.Plan", "people.KnownDomain", "people.User_schools"} <= pointing
    SchoolJoin(gone=gone, kept=make_school()).do(seen=SchoolJoin(gone=gone, kept=make_school()).look().mark)
    assert not School.objects.filter(pk=gone.pk).exists()
