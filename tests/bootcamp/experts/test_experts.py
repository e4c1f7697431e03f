"""Who can be found and by whom; an expert's own pages; and what HPP sees of all."""

import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.experts.models import ExpertProfile
from portal.people.access import Role
from portal.people.models import User
from tests.factories import make_expert, make_expert_request, make_seat, make_user
from tests.seen import seen

pytestmark = pytest.mark.django_db

DIRECTORY, WORK, PROFILE = (reverse(f"bootcamp:{name}") for name in ("experts", "expert_work", "expert_profile"))
STAFF, PEOPLE = reverse("bootcamp:expert_staff"), reverse("bootcamp:expert_people")


@pytest.fixture
def director(cast):
    make_seat(director=cast["directeur"])
    return cast.client("directeur")


def named(first_name, **fields):
    return make_expert(user=make_user(Role.EXPERT, first_name=first_name), **fields)


def filled_in(**changes):
    return {
        "about": "Ik breng teams in gesprek.",
        "skills": ["gespreksleider", "cijfers"],
        "works_online": "on",
        "regions": ["utrecht"],
        "has_room": "on",
        **changes,
    }


def test_only_who_chose_so_and_still_is_an_expert_can_be_found(director):
    named("Zichtbaar")
    named("Verborgen", is_shown=False)
    User.objects.filter(pk=named("Vertrokken").user_id).update(is_active=False)
    User.objects.filter(pk=named("Omgeschoold").user_id).update(role=Role.TEACHER)

    page = director.get(DIRECTORY).text

    names = ("Zichtbaar", "Verborgen", "Vertrokken", "Omgeschoold")
    assert [name in page for name in names] == [True, False, False, False]


def test_the_directory_shows_no_addresses(director):
    profile = make_expert()

    page = director.get(DIRECTORY).text

    assert profile.user.full_name in page
    assert profile.user.email not in page


def test_a_school_that_gave_its_seat_back_finds_no_directory(client, cast):
    make_seat(director=cast["directeur"], cancelled_at=timezone.now())

    assert cast.client("directeur").get(DIRECTORY).status_code == 404


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, {"Noor", "Dirk", "Amal"}),
        ({"wat": "rooster"}, {"Dirk"}),
        ({"waar": "online"}, {"Noor", "Amal"}),
        ({"waar": "zeeland"}, {"Dirk"}),
        ({"zoek": "brieven"}, {"Amal"}),
        ({"zoek": "noor bureau"}, {"Noor"}),
        ({"wat": "gespreksleider", "waar": "zeeland"}, set()),
        ({"wat": "onzin", "waar": "\x00", "zoek": "\x00"}, {"Noor", "Dirk", "Amal"}),
    ],
)
def test_schools_find_who_they_need(director, asked, names):
    named("Noor", organisation="Bureau Samen")
    named("Dirk", skills=["rooster"], regions=["zeeland"], works_online=False)
    named("Amal", skills=["communicatie"], regions=[], own_words="Brieven aan ouders")

    page = director.get(DIRECTORY, asked).text

    assert {name for name in ("Noor", "Dirk", "Amal") if f"Vraag {name}" in page} == names


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_directory_needs_no_more_queries_for_more_experts(director, how_many, django_assert_num_queries):
    for _ in range(how_many):
        make_expert(skills=["cijfers", "rooster"], regions=["utrecht", "zeeland"])

    with django_assert_num_queries(8):
        page = director.get(DIRECTORY).text

    assert page.count("De cijfers van je school") == how_many


def test_an_expert_keeps_a_profile(cast):
    expert = cast.client("expert")

    expert.post(PROFILE, filled_in())
    expert.post(
        PROFILE, filled_in(skills=["rooster"], regions=[], is_shown="on", about="Nu anders.") | seen(expert, PROFILE)
    )

    profile = ExpertProfile.objects.get()
    assert (profile.user, profile.about, profile.is_shown) == (cast["expert"], "Nu anders.", True)
    assert [row.skill for row in profile.skills.all()] == ["rooster"]
    assert [row.region for row in profile.regions.all()] == []


def test_nobody_stands_in_the_directory_without_saying_so(cast, director):
    cast.client("expert").post(PROFILE, filled_in())

    assert ExpertProfile.objects.get().is_shown is False
    assert cast["expert"].full_name not in director.get(DIRECTORY).text


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"about": " "}, "about", "Schrijf één zin over jezelf."),
        ({"about": "x" * 201}, "about", "Hou het bij 200 tekens."),
        ({"skills": []}, "skills", "Kies minstens één ding."),
        ({"skills": ["toveren"]}, "skills", "Kies uit de lijst."),
        ({"regions": ["Bayern"]}, "regions", "Kies uit de lijst."),
        (
            {"regions": [], "works_online": ""},
            "regions",
            "Kies minstens één provincie, of vink aan dat het online kan.",
        ),
        ({"availability": "x" * 121}, "availability", "Hou het bij 120 tekens."),
    ],
)
def test_what_is_wrong_in_a_profile_is_said_at_its_field(cast, changes, field, words):
    response = cast.client("expert").post(PROFILE, filled_in(**changes))

    assert response.context["form"].errors == {field: [words]}
    assert not ExpertProfile.objects.exists()


def test_hpp_keeps_a_profile_but_cannot_put_someone_in_the_directory(cast):
    hpp, address = cast.client("hpp"), reverse("bootcamp:expert_profile_of", args=[cast["expert"].pk])

    hpp.post(address, filled_in(is_shown="on"))
    profile = ExpertProfile.objects.get()
    ExpertProfile.objects.update(is_shown=True)
    hpp.post(address, filled_in(about="Door HPP.") | seen(hpp, address))
    taken_out = ExpertProfile.objects.get()

    assert (profile.user, profile.is_shown) == (cast["expert"], False)
    assert (taken_out.about, taken_out.is_shown) == ("Door HPP.", False)


def test_hpp_gives_no_profile_to_who_is_no_expert(cast):
    address = reverse("bootcamp:expert_profile_of", args=[cast["directeur"].pk])

    assert cast.client("hpp").post(address, filled_in()).status_code == 404
    assert not ExpertProfile.objects.exists()


def test_an_expert_sees_what_fits_and_nothing_else(cast):
    make_expert(user=cast["expert"], regions=["utrecht"])
    fits = [
        make_expert_request(question="past online"),
        make_expert_request(question="past hier", place="school", region="utrecht"),
        make_expert_request(question="vraagt om mij", preferred=cast["expert"], skill="cijfers"),
    ]
    not_mine = [
        make_expert_request(question="andere expertise", skill="cijfers"),
        make_expert_request(question="andere provincie", place="school", region="zeeland"),
        make_expert_request(question="vraagt een ander", preferred=make_expert().user),
        make_expert_request(question="al opgepakt", expert=make_expert().user),
        make_expert_request(question="plek terug", seat=make_seat(cancelled_at=timezone.now())),
        make_expert_request(question="ingetrokken", state="ingetrokken"),
    ]
    expert = cast.client("expert")

    page = expert.get(WORK, {"toon": "open"}).text

    assert [asked.question in page for asked in fits] == [True] * 3
    assert [asked.question in page for asked in not_mine] == [False] * 6
    statuses = {asked.question: expert.get(asked.get_absolute_url()).status_code for asked in not_mine}
    # What could have been theirs leads to their list with the reason; the rest isn't there.
    assert statuses == {
        **{"andere expertise": 404, "andere provincie": 404, "vraagt een ander": 404},
        **{"al opgepakt": 302, "plek terug": 302, "ingetrokken": 302},
    }


def test_without_a_profile_an_expert_is_led_to_it(cast):
    make_expert_request()

    page = cast.client("expert").get(WORK).text

    assert "Vul eerst je profiel in" in page
    assert "Er zijn nu geen open vragen die bij je passen" in page


def test_own_work_is_sorted_in_what_is_in_hand_and_what_was(cast):
    make_expert(user=cast["expert"])
    make_expert_request(question="nu bezig", expert=cast["expert"])
    make_expert_request(question="al geweest", expert=cast["expert"], state="geweest")
    expert = cast.client("expert")

    in_hand, before = (expert.get(WORK, {"toon": tab}).text for tab in ("x", "eerder"))

    assert ("nu bezig" in in_hand, "al geweest" in in_hand) == (True, False)
    assert ("nu bezig" in before, "al geweest" in before) == (False, True)


@pytest.mark.parametrize("how_many", [1, 3])
@pytest.mark.parametrize("tab", ["open", "mijn"])
def test_the_work_of_an_expert_needs_no_more_queries_for_more_requests(cast, how_many, tab, django_assert_num_queries):
    make_expert(user=cast["expert"])
    for _ in range(how_many):
        make_expert_request(expert=cast["expert"] if tab == "mijn" else None)
    expert = cast.client("expert")

    with django_assert_num_queries(8):
        page = expert.get(WORK, {"toon": tab}).text

    assert page.count("Wie leidt onze dialoogsessie?") == how_many


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, {"open", "bezig"}),
        ({"bladzijde": "1"}, {"open", "bezig"}),
        ({"stand": ""}, {"open", "bezig", "klaar"}),
        ({"stand": "geweest"}, {"klaar"}),
        ({"stand": "", "wat": "rooster"}, {"klaar"}),
        ({"stand": "", "waar": "zeeland"}, {"bezig"}),
        ({"stand": "", "waar": "online"}, {"open", "klaar"}),
        ({"stand": "", "zoek": "noor"}, {"bezig"}),
        ({"stand": "onzin", "wat": "\x00", "waar": "x"}, {"open", "bezig", "klaar"}),
    ],
)
def test_hpp_finds_requests(cast, asked, names):
    noor = named("Noor").user
    rows = {
        "open": make_expert_request(),
        "bezig": make_expert_request(expert=noor, place="school", region="zeeland"),
        "klaar": make_expert_request(state="geweest", skill="rooster"),
    }

    page = cast.client("hpp").get(STAFF, asked).text

    assert {name for name, row in rows.items() if f'"{row.get_absolute_url()}"' in page} == names


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_lists_of_hpp_need_no_more_queries_for_more_rows(cast, how_many, django_assert_num_queries):
    hpp = cast.client("hpp")
    for _ in range(how_many):
        make_expert_request(expert=make_expert(skills=["cijfers", "rooster"]).user)
        make_expert_request(preferred=make_expert().user)
        make_user(Role.EXPERT)

    with django_assert_num_queries(4):
        requests = hpp.get(STAFF).text
    with django_assert_num_queries(7):
        people = hpp.get(PEOPLE).text

    assert requests.count("vraagt een gespreksleider") == 2 * how_many
    assert people.count("1 vraag") == how_many
    assert people.count("expertpartner") >= 3 * how_many


def test_hpp_finds_experts_by_skill_region_and_word(cast):
    noor = named("Noor", own_words="Teams aan het woord").user.full_name
    dirk = named("Dirk", skills=["rooster"], regions=["zeeland"], works_online=False).user.full_name
    hpp = cast.client("hpp")

    asked = [{"wat": "rooster"}, {"waar": "zeeland"}, {"waar": "online"}, {"zoek": "woord"}, {"zoek": "niemand"}]
    pages = [hpp.get(PEOPLE, query).text for query in asked]

    assert [(noor in page, dirk in page) for page in pages] == [
        *[(False, True), (False, True), (True, False), (True, False), (False, False)],
    ]
    assert "Geen expert past hierbij" in pages[-1]
