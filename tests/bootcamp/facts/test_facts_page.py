"""The page of a school: what DUO says, what it doesn't, what the school says itself, and where each number is from."""

import re
from datetime import date
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from bootcamp.facts import of_school, own_figures, sheets
from bootcamp.facts.models import Institution, OwnFigure
from bootcamp.facts.what_if import WhatIfQuestion
from portal.people.access import Role
from tests.bootcamp.facts.delivered import samples_in_use
from tests.factories import make_board, make_director, make_plan, make_school, make_seat, make_second_step, make_user
from tests.seen import seen as seen_by

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)


def sheet_of(school, share=15, hours=4):
    return sheets.of(school, WhatIfQuestion(share, hours), today=TODAY)


def page_of(client, director, **asked):
    client.force_login(director)
    school = director.schools.get()
    return client.get(reverse("bootcamp:facts", args=[school.pk]), asked)


def fill_in(school, by=None, **values):
    values = {name: None if value is None else Decimal(value) for name, value in values.items()}
    by = by or make_user(Role.DIRECTOR, schools=[school])
    own_figures.keep(school=school, values=values, by=by, now=timezone.now())


def test_a_director_sees_her_school_without_filling_anything_in(client):
    samples_in_use()

    page = page_of(client, make_director(brin="90AA", name="De Kraanvogel", city="Amersfoort")).text

    assert "33 leerkrachten" in page
    assert "28,8\xa0uur" in page
    assert "Dan staat er elke week" in page
    assert "26 tot 44 van de 44" in page
    assert "I3" in page
    assert "06_personeel_personen_2011-2025.xlsx" in page


def test_a_hidden_number_is_never_a_zero(client):
    samples_in_use()

    facts = of_school.of(make_school(brin="90BB"))
    page = page_of(client, make_director(brin="90BA")).text

    assert facts.mean_job.value is None
    assert facts.mean_job.why == "verborgen (*)"
    assert facts.mean_job.earlier == (2024, 0.81)
    assert "Het is geen nul." in page
    assert "0,0\xa0uur" not in page


def test_a_site_shows_the_number_of_its_institution():
    samples_in_use()

    main, other = of_school.of(make_school(brin="90AA")), of_school.of(make_school(brin="90AA01"))

    assert main.teachers.value == other.teachers.value == 33
    assert (main.pupils.value, other.pupils.value) == (305, 102)


def test_of_two_kinds_of_education_nothing_is_added_up():
    samples_in_use()

    sheet = sheet_of(make_school(brin="90CA"))

    assert sheet.facts.teachers.value == 45
    assert "sbo: 5" in sheet.two_kinds


def test_what_the_school_says_stands_beside_what_duo_says(client):
    samples_in_use()
    director = make_director(brin="90AA")
    school = director.schools.get()
    fill_in(school, director, teachers="31", mean_job="0.69")

    sheet = sheet_of(school)

    assert (sheet.facts.teachers.value, sheet.facts.teachers.duo.value) == (31, 33)
    page = page_of(client, director).text
    assert "27,6\xa0uur" in page
    assert "DUO zegt 33" in page
    assert director.full_name in sheet.facts.teachers.leaves[0].text


def test_every_number_leads_to_its_source(client):
    samples_in_use()
    director = make_director(brin="90AA")
    fill_in(director.schools.get(), director, vacancies="1.6", hired_hours="800", hired_rate="90")

    page = BeautifulSoup(page_of(client, director).text, "html.parser")

    marks = [link["href"].removeprefix("#") for link in page.select(".source-mark")]
    sources = {source["id"]: source for source in page.select(".sources-list > li")}
    assert len(marks) > 20
    assert set(marks) == set(sources)
    sums = {name for name, source in sources.items() if source.select(".source-mark")}
    words = r"cel [A-Z]+\d+|Gekozen|Ingevuld|Aanname|WerkUrenBerekenaar|1.659|Scholen van|Alle instellingen"
    assert len(sums) > 10
    assert all(re.search(words, sources[name].get_text()) for name in set(sources) - sums)


VALUES = {
    "part_timers": ("24", "20"),
    "vacancies": ("0.3", "0.2"),
    "hired_hours": ("300", "250"),
    "hired_rate": ("90", "80"),
    "employer": ("33", "30"),
    "week": ("40", "36"),
    "salary_low": ("50000", "40000"),
    "salary_high": ("70000", "80000"),
    "year_hours": ("1659", "1500"),
    "mean_job": ("0.7", "0.6"),
    "teachers": ("30", "31"),
}
# Where there are few vacancies and hired hours they set the limit; where there are many, the new hours do.
MANY = {"vacancies": ("30", "20"), "hired_hours": ("90000", "80000")}


def spread(sheet):
    numbers = {name: (one.low, one.middle, one.high) for name, one in sheet.what_if.outcomes.items()}
    numbers["mean_job"] = sheet.facts.mean_job.value
    numbers["teachers"] = sheet.facts.teachers.value
    return numbers


def leaves(sheet):
    named = {name: {leaf.name for leaf in one.leaves} for name, one in sheet.what_if.outcomes.items()}
    named["mean_job"] = {leaf.name for leaf in sheet.facts.mean_job.leaves}
    named["teachers"] = {leaf.name for leaf in sheet.facts.teachers.leaves}
    return named


@pytest.mark.parametrize("name", VALUES)
def test_changing_one_input_changes_exactly_the_numbers_that_name_it(name):
    samples_in_use()
    school = make_school(brin="90AA")
    by = make_user(Role.DIRECTOR, schools=[school])
    changed, naming = set(), set()
    for values in (VALUES, VALUES | MANY):
        fill_in(school, by, **{one: pair[0] for one, pair in values.items()})
        before, named = spread(sheet_of(school, 25, 8)), leaves(sheet_of(school, 25, 8))
        fill_in(school, by, **{name: values[name][1]})
        after = spread(sheet_of(school, 25, 8))
        changed |= {number for number in before if before[number] != after[number]}
        naming |= {number for number, names in named.items() if name in names}

    assert changed == naming
    assert changed


@pytest.mark.parametrize("name", ["share", "hours"])
def test_what_is_chosen_on_the_page_changes_only_what_names_it(name):
    samples_in_use()
    school = make_school(brin="90AA")
    fill_in(school, vacancies="9", hired_hours="100000", hired_rate="90")
    before, named = spread(sheet_of(school, 15, 4)), leaves(sheet_of(school, 15, 4))

    after = spread(sheet_of(school, 16 if name == "share" else 15, 5 if name == "hours" else 4))

    changed = {number for number in before if before[number] != after[number]}
    assert changed == {number for number, names in named.items() if f"keuze {name}" in names}


def test_without_own_hired_hours_nothing_is_said_to_be_saved(client):
    samples_in_use()

    sheet = sheet_of(make_school(brin="90AA"))

    assert not sheet.money["saved"].is_known
    assert not sheet.money["net"].is_known
    assert sheet.net_words == ""
    assert "hoeveel uur je per jaar inhuurt" in sheet.money_to_fill_in


def test_the_other_side_is_always_told():
    samples_in_use()

    assert "minder uren" in sheet_of(make_school(brin="90AA")).fewer


@pytest.mark.parametrize(
    "asked", [{"deel": "nul"}, {"deel": "0", "uren": "99"}, {"deel": "", "uren": "-1"}, {"deel": "1e9"}]
)
def test_what_makes_no_sense_is_said_at_its_field_and_kept(client, asked):
    samples_in_use()

    response = page_of(client, make_director(brin="90AA"), **asked)

    assert response.status_code == 200
    assert "error-summary" in response.text
    assert "Stel: 15 procent" in response.text
    assert f'value="{asked["deel"]}"' in response.text or not asked["deel"]


def test_what_if_without_script(client):
    samples_in_use()

    page = page_of(client, make_director(brin="90AA"), deel="25", uren="8").text

    assert "Stel: 25 procent van de parttimers werkt elk 8 uur meer" in page


def test_without_duo_the_same_page_works_from_own_figures(client):
    director = make_director(brin="77AA")
    school = director.schools.get()
    make_plan(seat=make_seat(director=director), sector="kinderopvang")
    page = page_of(client, director).text
    assert "DUO kent deze organisatie niet" in page
    assert "hoeveel collega’s in deeltijd werken" in page

    fill_in(school, director, part_timers="40", week="36", salary_low="34000", salary_high="42000")
    sheet = sheet_of(school, 25, 6)

    assert sheet.what_if["fte"].middle == pytest.approx(40 * 0.25 * 6 / 36)
    low, high = sheet.what_if["cost"].low, sheet.what_if["cost"].high
    assert low == pytest.approx(40 * 0.25 * 6 / 36 * 34000 * 1.29)
    assert high == pytest.approx(40 * 0.25 * 6 / 36 * 42000 * 1.38)
    assert not sheet.what_if["groups"].is_known
    assert "cao po" not in " ".join(leaf.text for leaf in sheet.what_if["cost"].leaves)


def own_page(client, director, **typed):
    client.force_login(director)
    url = reverse("bootcamp:facts_own", args=[director.schools.get().pk])
    return client.post(url, seen_by(client, url) | typed)


def test_own_numbers_are_kept_and_go_when_emptied(client):
    director = make_director(brin="90AA")

    own_page(client, director, vacancies="1,6", hired_hours="1.200", teachers="")
    assert {row.name: row.value for row in OwnFigure.objects.all()} == {
        "vacancies": Decimal("1.6"),
        "hired_hours": Decimal(1200),
    }
    own_page(client, director, vacancies="", hired_hours="1.200")

    assert [row.name for row in OwnFigure.objects.all()] == ["hired_hours"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"vacancies": "veel"}, "Vul een getal in, zoals 4 of 12,5."),
        ({"vacancies": "-1"}, "Vul een getal in, zoals 4 of 12,5."),
        ({"vacancies": "1e9"}, "Vul een getal in, zoals 4 of 12,5."),
        ({"vacancies": "NaN"}, "Vul een getal in, zoals 4 of 12,5."),
        ({"vacancies": "9999"}, "Vul een getal in van 0 tot en met 999."),
        ({"mean_job": "2"}, "Vul een getal in van 0,05 tot en met 1,2."),
        ({"teachers": "3,5"}, "Vul een heel getal in, zonder komma."),
        ({"salary_low": "50.000"}, "Vul de laagste en de hoogste allebei in."),
        ({"salary_low": "50.000", "salary_high": "40.000"}, "Dit is lager dan de laagste trede."),
    ],
)
def test_a_wrong_number_is_said_at_its_field_and_nothing_is_lost(client, typed, said):
    director = make_director(brin="90AA")

    page = own_page(client, director, **{"hired_rate": "87,50", **typed}).text

    assert said in page
    assert 'value="87,50"' in page
    assert all(f'value="{value}"' in page for value in typed.values())
    assert not OwnFigure.objects.exists()


def test_two_directors_do_not_overwrite_each_other_unseen(client):
    director = make_director(brin="90AA")
    client.force_login(director)
    url = reverse("bootcamp:facts_own", args=[director.schools.get().pk])
    seen = seen_by(client, url)
    fill_in(director.schools.get(), vacancies="2")

    page = client.post(url, seen | {"vacancies": "3"}).text

    assert "Er staat nu: 2" in page
    assert OwnFigure.objects.get().value == 2


def test_numbers_go_to_the_plan_only_when_chosen(client):
    samples_in_use()
    director = make_director(brin="90AA")
    plan = make_plan(seat=make_seat(director=director), answers={"team": "40", "job_size": "0,72"})
    url = reverse("bootcamp:facts_into_plan", args=[plan.school_id])
    client.force_login(director)
    page = client.get(url).text
    assert "staat er al" in page

    client.post(url, {"over": ["team"], "versie-team": "1", "stond-team": "40"})

    assert {answer.question: answer.text for answer in plan.answers.all()} == {"team": "44", "job_size": "0,72"}


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(client):
    samples_in_use()
    director = make_director(brin="90AA")
    plan = make_plan(seat=make_seat(director=director), answers={"team": "40"})
    plan.answers.get().write({"text": "41"}, by=director, tab="elders", now=timezone.now())
    client.force_login(director)
    url = reverse("bootcamp:facts_into_plan", args=[plan.school_id])

    page = client.post(url, {"over": ["team"], "versie-team": "1", "stond-team": "40"}, follow=True).text

    assert plan.answers.get().text == "41"
    assert "Iemand wijzigde het plan" in page


def sign_in_for(board, client):
    person = make_user(Role.BOARD, board=board)
    make_second_step(person)
    client.force_login(person)


def test_a_board_sees_sums_in_which_small_numbers_do_not_count(client):
    samples_in_use()
    board = make_board(name="De Zeven Bruggen")
    for brin in ("90AA", "90AB", "90AC"):
        make_school(brin=brin, board=board)
    small = make_school(brin="90BA", board=board)
    Institution.objects.filter(brin4="90BA").update(teachers=4)
    sign_in_for(board, client)

    page = BeautifulSoup(client.get(reverse("bootcamp:board_facts", args=[board.pk])).text, "html.parser")

    assert [figure.get_text(strip=True) for figure in page.select("dl.facts dd")][:2] == ["51", "28,2\xa0uur"]
    assert "2 van de 4 scholen tellen niet mee" in page.get_text(" ", strip=True)
    [row] = [row for row in page.select("tbody tr") if str(small) in row.get_text()]
    assert row.select("td")[0].get_text(strip=True) == "minder dan 5"


@pytest.mark.parametrize("many", [1, 6])
def test_the_page_of_a_board_needs_no_more_queries_for_more_schools(client, many, django_assert_max_num_queries):
    samples_in_use()
    board = make_board()
    for brin in ("90AA", "90AB", "90CA", "91AA", "91AB", "91AC")[:many]:
        make_school(brin=brin, board=board)
    sign_in_for(board, client)

    with django_assert_max_num_queries(12):
        client.get(reverse("bootcamp:board_facts", args=[board.pk]))


def test_the_page_of_a_school_needs_few_queries(client, django_assert_max_num_queries):
    samples_in_use()
    director = make_director(brin="90AA")
    client.force_login(director)
    page = reverse("bootcamp:facts", args=[director.schools.get().pk])

    with django_assert_max_num_queries(15):
        client.get(page)


def test_the_plan_and_the_seat_lead_to_the_facts_of_who_may_read_them(client):
    director = make_director(brin="90AA")
    seat = make_seat(director=director)
    colleague = make_user(Role.TEACHER, schools=[seat.school])
    seat.participations.create(user=colleague)
    make_plan(seat=seat)
    facts = f'href="{reverse("bootcamp:facts", args=[seat.school_id])}"'
    pages = [reverse("bootcamp:plan_goal", args=[seat.school_id, 1]), reverse("bootcamp:seat", args=[seat.pk])]

    shown = {}
    for user in (director, colleague):
        client.force_login(user)
        answers = [client.get(page) for page in pages]
        assert [answer.status_code for answer in answers] == [200, 200]
        shown[user] = [facts in answer.text for answer in answers]

    assert shown == {director: [True, True], colleague: [False, False]}
