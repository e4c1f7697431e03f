"""HPP's pages about schools, boards, known addresses and regions."""

import pytest
from django.urls import reverse

from portal.people.models import Board, KnownDomain, School, SchoolRegion
from tests.factories import make_board, make_school, make_user
from tests.seen import seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def hpp(cast):
    return cast.client("hpp")


def fill_in(**fields):
    school = {"name": "De Bij", "city": "Ede", "sector": "po", "board": "41211", "brin": "90ZZ", "other_number": ""}
    return {**school, "full_week": "40", "address": "", "postcode": "", "region": "", **fields}


def test_a_school_in_primary_education_has_a_brin(cast, hpp):
    make_board(number="41211")

    page = hpp.post(reverse("desk:new_school"), fill_in(brin="")).text

    assert "Vul het BRIN-nummer in. Dat hoort bij een school in het primair onderwijs." in page
    assert not School.objects.filter(name="De Bij").exists()


@pytest.mark.parametrize("sector", ["kinderopvang", "zorg"])
def test_another_sector_has_a_number_of_its_own_and_a_week_of_36_hours(cast, hpp, sector):
    make_board(number="41211", name="De Korf", sector=sector)
    without = fill_in(sector=sector, brin="", board="De Korf", full_week="36")

    assert "of een nummer van henzelf." in hpp.post(reverse("desk:new_school"), without).text
    hpp.post(reverse("desk:new_school"), {**without, "other_number": "123456789"})

    school = School.objects.get(name="De Bij")
    assert (school.brin, school.number, school.full_week) == (None, "123456789", 36)


def test_two_locations_without_a_brin_go_side_by_side(cast):
    for number in ("1", "2"):
        make_school(sector="kinderopvang", brin=None, other_number=number)

    assert School.objects.filter(brin=None).count() == 2


@pytest.mark.parametrize("brin", ["90ZZ", "90ZZ00"])
def test_one_site_is_entered_once_however_its_number_is_written(cast, hpp, brin):
    make_board(number="41211")
    make_school(brin="90ZZ" if brin == "90ZZ00" else "90ZZ00")

    assert "Dit nummer is al van" in hpp.post(reverse("desk:new_school"), fill_in(brin=brin)).text


def test_schools_are_found_with_a_slip_of_the_finger(cast, hpp):
    make_school(name="De Zonnewijzer", city="Zoetermeer", brin="92AA")

    page = hpp.get(reverse("desk:schools"), {"zoek": "zonewijzer zoetermer"}).text

    assert "De Zonnewijzer, Zoetermeer" in page
    assert cast.school.name not in page


@pytest.mark.parametrize("how_many", [1, 30])
@pytest.mark.parametrize("page", ["desk:schools", "desk:boards"])
def test_a_list_takes_no_more_queries_for_more_rows(cast, hpp, how_many, page, django_assert_max_num_queries):
    for _ in range(how_many):
        make_user("directeur", schools=[make_school()])

    with django_assert_max_num_queries(11):
        assert hpp.get(reverse(page)).status_code == 200


def test_a_school_is_changed_and_both_keep_their_text(cast, hpp):
    school, address = cast.school, reverse("desk:school", args=[cast.school.pk])
    wish = fill_in(board=cast.board.name, brin=school.brin)
    mark = seen(hpp, address)

    hpp.post(address, {**wish, **mark})
    assert School.objects.get(pk=school.pk).name == "De Bij"
    late = hpp.post(address, {**wish, "name": "Anders", **mark}).text

    assert "Er staat nu: De Bij" in late
    assert School.objects.get(pk=school.pk).words.startswith("de bij ede")


@pytest.mark.parametrize(
    ("typed", "kept"), [("deschool.nl", 1), ("@DeSchool.nl", 1), ("gmail.com", 0), ("geen", 0), ("a b.nl", 0)]
)
def test_a_domain_is_one_of_the_school_itself(cast, hpp, typed, kept):
    hpp.post(reverse("desk:board_domain", args=[cast.board.pk]), {"domain": typed})

    assert list(KnownDomain.objects.values_list("domain", "board")) == [("deschool.nl", cast.board.pk)] * kept


def test_a_domain_is_taken_away_again(cast, hpp):
    KnownDomain.objects.create(domain="deschool.nl", school=cast.school)

    hpp.post(reverse("desk:school_domain", args=[cast.school.pk]), {"weg": "deschool.nl"})

    assert not KnownDomain.objects.exists()


def test_a_region_has_one_contact_whom_its_schools_see(cast, hpp):
    region = SchoolRegion.objects.create(name="Eem")
    School.objects.filter(pk=cast.school.pk).update(region=region)
    address = reverse("desk:region", args=[region.pk])
    wish = {"name": "Eem", "contact": cast["hpp"].email, "phone": "030 555 01 42"}

    assert "We vinden geen account" in hpp.post(address, {**wish, "contact": "weg@nergens.example"}).text
    hpp.post(address, {**wish, **seen(hpp, address)})

    for who, sees in [("directeur", True), ("bestuur", True), ("directeur_elders", False)]:
        page = cast.client(who).get(reverse("my_account")).text
        assert ("030 555 01 42" in page) is sees


def test_a_board_is_added_and_its_number_is_its_own(cast, hpp):
    wish = {"name": "De Korf", "number": "41211", "city": "Ede", "sector": "kinderopvang"}

    hpp.post(reverse("desk:new_board"), wish)
    again = hpp.post(reverse("desk:new_board"), {**wish, "name": "De Korf twee"})

    assert Board.objects.filter(number="41211").count() == 1
    assert again.status_code == 200
    assert Board.objects.filter(number=None).count() >= 2
