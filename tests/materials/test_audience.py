"""For whom and from when: over all roles, moments and states, also where a list, a count or a file could tell."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from bootcamp.seats.models import Bootcamp
from materials import audience
from materials.models import Material, MaterialState
from portal.files import shelves
from tests.characters import CHARACTERS
from tests.factories import make_bootcamp, make_material, make_seat
from tests.materials.files import PDF

pytestmark = pytest.mark.django_db
HPP = {"hpp", "hpp_admin"}
IN = {"directeur", "hr", "bestuur"}
MOMENT = timedelta(seconds=1)


def who_sees(cast, material, now):
    return {
        name
        for name in CHARACTERS
        if material in Material.objects.visible_to(cast.people[name] or AnonymousUser(), now=now)
    }


@pytest.fixture
def ends(cast):
    """Of the sessions of the bootcamp in which the school of the directeur has a seat."""
    bootcamp = make_bootcamp(sessions=3)
    make_seat(director=cast["directeur"], bootcamp=bootcamp)
    return {session.number: session.ends_at for session in bootcamp.work_sessions.all()}


@pytest.mark.parametrize(
    ("stage", "opens_after"),
    [("voor-1", None), ("na-1", 1), ("voor-2", 1), ("na-2", 2), ("voor-3", 2), ("na-3", 3), ("voor-4", 3), ("na-4", 4)],
)
def test_a_stage_opens_at_the_end_of_a_session_for_who_has_a_seat(cast, ends, stage, opens_after):
    material = make_material(access="sessie", stage=stage)
    moments = [timezone.now(), *(end + step for end in ends.values() for step in (-MOMENT, timedelta(0)))]

    for now in moments:
        is_open = opens_after is None or (opens_after in ends and now >= ends[opens_after])
        assert who_sees(cast, material, now) == (HPP | IN if is_open else HPP), now


def test_a_session_that_falls_out_holds_nothing_back(cast, ends):
    Bootcamp.objects.get().work_sessions.filter(number=2).update(cancelled_at=timezone.now())
    material = make_material(access="sessie", stage="na-2")

    assert who_sees(cast, material, ends[2]) == HPP
    assert who_sees(cast, material, ends[3]) == HPP | IN


def test_a_stage_waits_for_the_moment_of_publishing_too(cast, ends):
    later = ends[1] + timedelta(days=2)
    material = make_material(access="sessie", stage="na-1", published_at=later)

    assert who_sees(cast, material, later - MOMENT) == HPP
    assert who_sees(cast, material, later) == HPP | IN


def test_who_gave_the_seat_back_is_at_no_stage(cast, ends):
    Bootcamp.objects.get().school_seats.update(cancelled_at=timezone.now())

    assert who_sees(cast, make_material(access="sessie", stage="voor-1"), ends[3]) == HPP


def test_of_a_board_all_who_belong_to_it_or_to_its_schools_see_it(cast):
    material = make_material(access="bestuur", board=cast.board)

    assert who_sees(cast, material, timezone.now()) == HPP | IN | {"leerkracht"}


@pytest.mark.parametrize("access", Material.Access.values)
@pytest.mark.parametrize("state", [MaterialState.DRAFT, MaterialState.PLANNED, MaterialState.ARCHIVED])
def test_what_is_not_there_yet_or_no_more_is_nowhere_to_be_noticed(cast, access, state):
    now = timezone.now()
    seat = make_seat(director=cast["directeur"])
    states = {
        MaterialState.DRAFT: {"published_at": None},
        MaterialState.PLANNED: {"published_at": now + timedelta(days=1)},
        MaterialState.ARCHIVED: {"archived_at": now},
    }
    fields = {"board": cast.board} if access == "bestuur" else {}
    hidden = make_material(
        access=access,
        title="Sterrenkaart",
        shelves=[seat.bootcamp.shelf],
        file=("x.pdf", PDF),
        **fields,
        **states[state],
    )

    for name in set(CHARACTERS) - HPP:
        user, client = cast.people[name] or AnonymousUser(), cast.client(name)
        assert who_sees(cast, hidden, now) == HPP
        assert shelves.lying_on([seat.bootcamp.shelf_id], user) == {}
        page = client.get(reverse("materials:material_list"), {"zoek": "sterrenkaart"})
        assert page.context["page"].paginator.count == 0
        assert all(count == 0 for _, boxes in page.context["facets"] for _, count in boxes)
        assert client.get(hidden.get_absolute_url()).status_code == 404
        assert client.get(hidden.file.url).status_code == 404


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2027, 3, 28, 1, 59, 59, tzinfo=timezone.get_default_timezone()),
        datetime(2027, 3, 28, 3, 0, tzinfo=timezone.get_default_timezone()),
        datetime(2027, 10, 31, 2, 30, fold=0, tzinfo=timezone.get_default_timezone()),
        datetime(2027, 10, 31, 2, 30, fold=1, tzinfo=timezone.get_default_timezone()),
    ],
)
def test_what_is_planned_around_the_change_of_the_clock_comes_at_its_own_moment(cast, moment):
    moment = datetime.fromtimestamp(moment.timestamp(), tz=timezone.get_default_timezone())
    material = make_material(published_at=moment)
    at = moment.timestamp()

    def seen(seconds):
        return who_sees(cast, material, datetime.fromtimestamp(at + seconds, tz=timezone.get_default_timezone()))

    assert (seen(-1), seen(0)) == (HPP, set(CHARACTERS))


@pytest.mark.parametrize(("access", "fields"), [("sessie", {"stage": ""}), ("bestuur", {"board": None})])
def test_an_audience_without_its_stage_or_board_can_not_be_kept(access, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_material(access=access, **fields)


def test_before_saving_a_sentence_says_which_group_sees_it_from_when():
    bootcamp = make_bootcamp(title="groep Midden", sessions=3)
    now = timezone.now()
    end = timezone.localtime(bootcamp.work_sessions.get(number=2).ends_at)
    material = make_material(access="sessie", stage="na-2")

    lines = audience.sentences(material, on=[], now=now)

    assert lines[0] == "Deelnemers van elke bootcamp zien dit na werksessie 2."
    assert lines[1].startswith(f"Deelnemers van groep Midden zien dit vanaf {end.day} ")
    assert lines[1].endswith(f"{end.year}, 17.00 uur.")


def test_the_sentence_says_the_same_as_who_sees_it():
    now = timezone.now()

    def first(**fields):
        material = make_material(**fields)
        return audience.sentences(material, on=list(material.shelves.all()), now=now)[0]

    shelf = make_bootcamp().shelf
    assert first(published_at=None) == "Dit is een concept. Alleen HPP ziet dit."
    assert first(archived_at=now) == "Dit is gearchiveerd. Alleen HPP ziet dit."
    assert first() == "Iedereen ziet dit, ook zonder account, meteen."
    assert first(access="plank", shelves=[shelf]) == f"Deelnemers van {shelf.title} zien dit meteen."
    assert first(access="bestuur").endswith("en de mensen van zijn scholen zien dit meteen.")


def test_many_groups_take_as_many_queries_as_one_and_few_lines(django_assert_num_queries):
    for _ in range(7):
        make_bootcamp()
    material = make_material(access="sessie", stage="na-1")

    with django_assert_num_queries(1):
        lines = audience.sentences(material, on=[], now=timezone.now())

    assert len(lines) == 7
    assert lines[-1] == "En nog 2 bootcamps."
