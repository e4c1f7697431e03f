"""DUO's lists of schools and boards: what they change is shown first, and can be undone."""

import io
import resource
import time
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from portal.people.lists import actions
from portal.people.lists.models import ListChange, SchoolList
from portal.people.lists.reading import place_name
from portal.people.models import Board, KnownDomain, School, SchoolRegion
from portal.reasons import NotPossible
from tests.duo import boards_file, site, sites_file, whole_country
from tests.factories import make_bootcamp, make_school, make_seat, make_user
from tests.jobs import do_all_jobs

pytestmark = pytest.mark.django_db
State = SchoolList.State


def upload(content, name="lijst.csv", by=None):
    by = by or make_user("hpp")
    school_list = actions.upload(io.BytesIO(content), name=name, by=by, now=timezone.now())
    do_all_jobs()
    school_list.refresh_from_db()
    return school_list


def apply(school_list):
    actions.apply(list_id=school_list.pk, now=timezone.now())
    do_all_jobs()
    school_list.refresh_from_db()
    return school_list


def undo(school_list):
    actions.undo(list_id=school_list.pk, now=timezone.now())
    do_all_jobs()
    school_list.refresh_from_db()
    return school_list


def changes(school_list):
    return sorted(school_list.changes.values_list("kind", "number"))


def all_schools():
    fields = ("brin", "name", "city", "board__number", "board__name", "region__name", "listed_in", "closed_on")
    return sorted(School.objects.values_list(*fields))


TWO = [site("90AA00"), site("90AB01", board="90002", name="It Wâldhûs", city="'S-GRAVENHAGE", rpa="Fryslân")]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("separator", [";", ","])
@pytest.mark.parametrize("short_numbers", [True, False])
@pytest.mark.parametrize("older", [True, False])
@pytest.mark.parametrize("regions", [True, False])
def test_each_form_of_the_list_gives_the_same_schools(encoding, separator, short_numbers, older, regions):
    form = {"encoding": encoding, "separator": separator, "short_numbers": short_numbers, "older": older}

    apply(upload(sites_file(TWO, regions=regions, **form)))

    assert all_schools() == [
        (
            "90AA",
            "De Kraanvogel",
            "Amersfoort",
            "90001",
            "Bestuur 90001",
            "Amersfoort" if regions else None,
            "bo",
            None,
        ),
        ("90AB01", "It Wâldhûs", "'s-Gravenhage", "90002", "Bestuur 90002", "Fryslân" if regions else None, "bo", None),
    ]


def test_nothing_changes_before_somebody_says_so():
    school_list = upload(sites_file(TWO))

    assert school_list.state == State.READY
    assert changes(school_list) == [("nieuw", "90AA00"), ("nieuw", "90AB01")]
    assert not School.objects.exists()


def test_the_same_list_once_more_changes_nothing():
    apply(upload(sites_file(TWO)))

    assert changes(upload(sites_file(TWO, encoding="utf-8"))) == []


def test_new_gone_moved_and_renamed_are_told_apart_and_undone():
    apply(upload(boards_file({"90001": "De Zeven Bruggen", "90002": "'t Hooge Wâld"})))
    rows = [site("90AA00"), site("90AB00", name="Zuid"), site("90AC00", name="Oost"), site("90AD00", name="West")]
    apply(upload(sites_file(rows)))
    before = all_schools()
    next_year = [
        site("90AA00", board="90002"),
        site("90AB00", name="De Nieuwe Zuid"),
        site("90AC00", name="Oost", STRAATNAAM="Kerkpad"),
        site("90AE00", name="Noord"),
    ]

    school_list = upload(sites_file(next_year))

    assert changes(school_list) == [
        ("bestuur", "90AA00"),
        ("gegevens", "90AC00"),
        ("naam", "90AB00"),
        ("nieuw", "90AE00"),
        ("weg", "90AD00"),
    ]
    apply(school_list)
    after = {row[0]: row for row in all_schools()}
    assert after["90AA"][4] == "'t Hooge Wâld"
    assert after["90AB"][1] == "De Nieuwe Zuid"
    assert after["90AD"][7] is not None
    assert School.objects.get(brin="90AC").address == "Kerkpad 1-A"
    undo(school_list)
    assert all_schools() == before


def test_a_school_that_takes_part_is_never_let_go_by_a_list():
    rows = [site("90AA00"), site("90AB00", name="Met mensen"), site("90AC00", name="Met een plek"), site("90AD00")]
    apply(upload(sites_file(rows)))
    make_user("directeur", schools=[School.objects.get(brin="90AB")])
    director = make_user("directeur", schools=[make_school()])
    make_seat(director=director, school=School.objects.get(brin="90AC"), bootcamp=make_bootcamp())

    school_list = upload(sites_file([site("90AA00")]))

    assert changes(school_list) == [("blijft", "90AB00"), ("blijft", "90AC00"), ("weg", "90AD00")]
    apply(school_list)
    assert School.objects.filter(closed_on=None, listed_in="bo").count() == 3
    assert School.objects.get(brin="90AD").closed_on is not None


def test_a_known_domain_alone_is_no_part():
    apply(upload(sites_file(TWO)))
    KnownDomain.objects.create(domain="school.example", school=School.objects.get(brin="90AA"))

    assert changes(upload(sites_file(TWO[1:]))) == [("weg", "90AA00")]


def test_a_school_that_comes_back_is_found_again():
    apply(upload(sites_file(TWO)))
    apply(upload(sites_file(TWO[1:])))
    assert School.objects.public().count() == 1

    school_list = apply(upload(sites_file(TWO)))

    assert changes(school_list) == [("terug", "90AA00")]
    assert School.objects.public().count() == 2


def test_the_lists_of_special_and_of_primary_schools_leave_each_other_alone():
    apply(upload(sites_file(TWO)))
    special = sites_file([site("90CB00", name="SBO De Brug")]).replace(b"PROVINCIE", b"SOORT PRIMAIR ONDERWIJS;X", 1)
    special = special.replace(b"\r\nUtrecht", b"\r\nSBO;Utrecht")

    school_list = apply(upload(special))

    assert (school_list.kind, changes(school_list)) == ("so", [("nieuw", "90CB00")])
    assert School.objects.public().count() == 3


def test_a_school_that_was_entered_by_hand_gets_its_board_numbered():
    board = Board.objects.create(name="Stichting De Tolbrug")
    make_school(board=board, brin="90AA", name="De Kraanvogel", city="Amersfoort")
    make_school(board=board, brin="90AC", name="De Regenbui", city="Leusden")
    before = all_schools()

    school_list = apply(upload(sites_file([site("90AA00"), site("90AC00", name="De Regenbui", city="LEUSDEN")])))

    board.refresh_from_db()
    assert (board.number, board.name) == ("90001", "Stichting De Tolbrug")
    assert Board.objects.count() == 1
    assert {row[4] for row in all_schools()} == {"Stichting De Tolbrug"}
    undo(school_list)
    assert all_schools() == before


def test_a_school_of_a_board_without_a_number_moves_and_moves_back():
    school = make_school(brin="90AA", name="De Kraanvogel", city="Amersfoort")
    apply(upload(boards_file({"90001": "De Zeven Bruggen"})))
    before = school.board

    school_list = apply(upload(sites_file([site("90AA00")])))

    school.refresh_from_db()
    assert (changes(school_list), school.board.name) == ([("bestuur", "90AA00")], "De Zeven Bruggen")
    undo(school_list)
    school.refresh_from_db()
    assert school.board == before


def test_boards_get_their_names_and_two_with_one_name_are_told_apart():
    apply(upload(sites_file(TWO)))

    school_list = upload(boards_file({"90001": "Samen Één", "90002": "Samen Één", "90003": "Nieuw"}))

    assert changes(school_list) == [("naam", "90001"), ("naam", "90002"), ("nieuw", "90003")]
    apply(school_list)
    names = sorted(Board.objects.values_list("number", "name"))
    assert names == [("90001", "Samen Één"), ("90002", "Samen Één (90002)"), ("90003", "Nieuw")]
    assert undo(school_list).passed_over == 0
    assert sorted(Board.objects.values_list("name", flat=True)) == ["Bestuur 90001", "Bestuur 90002"]


def test_a_list_of_sites_says_how_many_boards_have_no_name_yet():
    assert upload(sites_file(TWO)).unknown_boards == 2
    apply(upload(boards_file({"90001": "De Zeven Bruggen"})))
    assert upload(sites_file([*TWO, site("90AZ00")])).unknown_boards == 1


def test_what_someone_changed_meanwhile_stays_as_they_did_it():
    apply(upload(sites_file(TWO)))
    school_list = upload(sites_file([site("90AA00", name="Nieuwe naam"), TWO[1]]))
    school = School.objects.get(brin="90AA")
    school.name = "Met de hand"
    school.save()

    apply(school_list)

    school.refresh_from_db()
    assert (school.name, school_list.passed_over) == ("Met de hand", 1)


def test_undoing_keeps_a_new_school_where_people_work_by_now():
    school_list = apply(upload(sites_file(TWO)))
    make_user("directeur", schools=[School.objects.get(brin="90AA")])

    undo(school_list)

    assert [school.brin for school in School.objects.all()] == ["90AA"]
    assert (school_list.state, school_list.passed_over) == (State.UNDONE, 1)
    assert sorted(Board.objects.values_list("number", flat=True)) == ["90001"]


def test_only_the_last_list_can_be_undone():
    first = apply(upload(sites_file(TWO)))
    second = apply(upload(sites_file([*TWO, site("90AZ00")])))

    with pytest.raises(NotPossible, match="Na deze lijst"):
        actions.undo(list_id=first.pk, now=timezone.now())
    undo(second)
    undo(first)
    assert not School.objects.exists()


def test_what_was_applied_or_thrown_away_cannot_be_applied_once_more():
    applied, thrown = apply(upload(sites_file(TWO))), upload(sites_file([*TWO, site("90AZ00")]))
    actions.throw_away(list_id=thrown.pk)

    for school_list in (applied, thrown):
        with pytest.raises(NotPossible):
            actions.apply(list_id=school_list.pk, now=timezone.now())
    assert School.objects.count() == 2


def test_the_same_file_sent_twice_is_one_list():
    assert upload(sites_file(TWO)) == upload(sites_file(TWO))


BROKEN = [
    site("9AAA00"),
    site("90AB00", board=" "),
    {**site("90AC00"), "VESTIGINGSCODE": "91AC00"},
    site("90AD00", name=" "),
    site("90AE00"),
    site("90AE00", name="Nog eens"),
]


def test_broken_rows_are_passed_over_with_a_sentence_each():
    school_list = upload(sites_file([*BROKEN, site("90AF00", name="Goed")]))

    assert [tuple(fault) for fault in school_list.refused] == [
        (2, "“9AAA” is geen BRIN-nummer. Het ziet eruit als 05AB."),
        (3, "Bij 90AB00 staat geen nummer van een bestuur."),
        (4, "“91AC00” is geen vestiging van 90AC."),
        (5, "Er staat geen naam."),
        (7, "Nummer 90AE00 staat ook in rij 6. Die rij telt."),
    ]
    assert changes(school_list) == [("nieuw", "90AE00"), ("nieuw", "90AF00")]
    assert School.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<!DOCTYPE html><html>404</html>", "webpagina"),
        (b"PROVINCIE;INSTELLINGSCODE;VESTIGINGSNAAM\nUtrecht;90AA;Kraan\n", "BEVOEGD GEZAG NUMMER"),
        (b"PK\x03\x04rest", "Excel-bestand"),
        (b"", "leeg"),
        (sites_file([site("9AAA00")]), "geen enkele rij"),
    ],
)
def test_a_file_that_is_no_list_is_refused_whole(content, sentence):
    school_list = upload(content)

    assert school_list.state == State.REFUSED
    assert sentence in school_list.reason
    assert not school_list.changes.exists()


def test_an_own_list_of_regions_goes_before_that_of_duo_by_site_institution_or_board():
    apply(upload(sites_file([*TWO, site("90AA01", name="Oost"), site("90AC00", name="Zuid")])))
    regions = "BRIN;BEVOEGD GEZAG NUMMER;ONDERWIJSREGIO\n90AA;;Eem\n90AA01;;Gooi\n;90002;Noord\n"

    school_list = apply(upload(regions.encode()))

    assert {row[0]: row[5] for row in all_schools()} == {
        "90AA": "Eem",
        "90AA01": "Gooi",
        "90AB01": "Noord",
        "90AC": "Amersfoort",
    }
    assert changes(upload(sites_file([*TWO, site("90AA01", name="Oost"), site("90AC00", name="Zuid")]))) == []
    assert SchoolRegion.objects.get(name="Eem").comes_from_duo is False
    undo(school_list)
    assert {row[5] for row in all_schools()} == {"Amersfoort", "Fryslân"}


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("'S-GRAVENHAGE", "'s-Gravenhage"),
        ("BERGEN OP ZOOM", "Bergen op Zoom"),
        ("IJSSELSTEIN", "IJsselstein"),
        ("CAPELLE AAN DEN IJSSEL", "Capelle aan den IJssel"),
        ("SINT-MICHIELSGESTEL", "Sint-Michielsgestel"),
        ("'T HARDE", "'t Harde"),
        ("DAMWÂLD", "Damwâld"),
        ("De Bilt", "De Bilt"),
    ],
)
def test_places_are_written_as_people_write_them(written, place):
    assert place_name(written) == place


@pytest.mark.long
def test_a_list_of_the_whole_country_takes_less_than_a_minute_and_300_mb():
    content = sites_file(whole_country())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()

    first = apply(upload(content))
    took = time.monotonic() - began

    assert (School.objects.count(), Board.objects.count(), first.passed_over) == (6100, 900, 0)
    moved = [{**row, "BEVOEGD GEZAG NUMMER": "49999"} if n < 40 else row for n, row in enumerate(whole_country())]
    began = time.monotonic()
    second = apply(upload(sites_file(moved[:-5])))
    took = max(took, time.monotonic() - began)
    assert changes(second).count(("bestuur", "00AA00")) == 1
    assert len(changes(second)) == 45
    began = time.monotonic()
    undo(second)
    took = max(took, time.monotonic() - began)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"whole country: at most {took:.1f} s, {grown:.0f} MB more")
    assert took < 60
    assert grown < 150  # a worker that does nothing has 140


# The pages.


def test_hpp_uploads_looks_and_applies(cast):
    client, address = cast.client("hpp"), reverse("lists:lists")
    file = SimpleUploadedFile("vestigingen.csv", sites_file(TWO), content_type="text/csv")

    sent = client.post(address, {"file": file}, follow=True)

    assert "We lezen de lijst" in sent.text
    assert sent.headers["Refresh"]
    do_all_jobs()
    page = client.get(sent.request["PATH_INFO"])
    assert "Er is nog niets veranderd" in page.text
    assert "It Wâldhûs, &#x27;s-Gravenhage" in page.text
    pk = SchoolList.objects.get().pk
    client.post(reverse("lists:apply", args=[pk]))
    do_all_jobs()
    assert "Doorgevoerd op" in client.get(sent.request["PATH_INFO"]).text
    assert School.objects.public().count() == 2


def test_many_schools_disappear_only_after_a_tick(cast):
    client = cast.client("hpp")
    apply(upload(sites_file(whole_country(sites=40, boards=4))))
    school_list = upload(sites_file(whole_country(sites=10, boards=4)))

    page = client.post(reverse("lists:apply", args=[school_list.pk]))

    assert "Er verdwijnen 30 scholen" in page.text
    school_list.refresh_from_db()
    assert school_list.state == State.READY
    client.post(reverse("lists:apply", args=[school_list.pk]), {"sure": "on"})
    do_all_jobs()
    assert School.objects.public().count() == 10


def test_a_file_that_is_too_large_or_missing_gets_a_sentence_at_the_field(cast, monkeypatch):
    client, address = cast.client("hpp"), reverse("lists:lists")
    monkeypatch.setattr("portal.people.lists.forms.LARGEST", 10)
    file = SimpleUploadedFile("vestigingen.csv", sites_file(TWO))

    assert "groter dan 12 MB" in client.post(address, {"file": file}).text
    assert "Kies het bestand." in client.post(address, {"csrfmiddlewaretoken": "x"}).text
    assert not SchoolList.objects.exists()


@pytest.mark.parametrize("how_many", [1, 40])
def test_a_list_takes_no_more_queries_for_more_changes(cast, how_many, django_assert_max_num_queries):
    client = cast.client("hpp")
    school_list = upload(sites_file(whole_country(sites=how_many, boards=30)))

    with django_assert_max_num_queries(17):
        page = client.get(reverse("lists:list", args=[school_list.pk]))

    assert page.text.count("nieuw</td>") == how_many


def test_lists_are_forgotten_after_two_years(cast):
    from portal import retention

    school_list = upload(sites_file(TWO))
    SchoolList.objects.filter(pk=school_list.pk).update(uploaded_at=timezone.now() - timedelta(days=800))

    retention.forget_expired(today=timezone.localdate())

    assert not SchoolList.objects.exists()
    assert not ListChange.objects.exists()
