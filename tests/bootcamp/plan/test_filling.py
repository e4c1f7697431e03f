"""Filling the plan in without script: what is wrong stands at its field, and nothing that was typed gets lost."""

from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from bootcamp.plan.models import Plan
from portal.people.access import Role
from tests.bootcamp.plan.steps import text_of
from tests.factories import make_plan, make_school, make_seat, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def marit():
    return make_user(Role.DIRECTOR, schools=[make_school()], first_name="Marit")


@pytest.fixture
def joost():
    return make_user(Role.TEACHER, first_name="Joost")


@pytest.fixture
def plan(marit, joost):
    return make_plan(seat=make_seat(director=marit, colleagues=[joost]))


class Browser:
    """A browser without script: it sends all fields of the form as they stand, and those that were changed."""

    def __init__(self, client, user, plan, goal):
        client.force_login(user)
        self.client, self.url = client, reverse("bootcamp:plan_goal", args=[plan.school_id, goal])
        self.read(client.get(self.url))

    def read(self, response):
        self.response = response
        self.page = BeautifulSoup(response.text, "html.parser")
        self.form = self.page.select_one("form[data-plan]")

    def fields(self):
        values = {}
        for box in self.form.select("input[name], select[name]"):
            if box.name == "select":
                chosen = box.select_one("option[selected]")
                values[box["name"]] = chosen["value"] if chosen else ""
            elif box.get("type") in ("checkbox", "radio"):
                if box.has_attr("checked"):
                    values[box["name"]] = box["value"]
            else:
                values[box["name"]] = box.get("value", "")
        return values

    def send(self, button="bewaar", value="1", **changed):
        typed = {**self.fields(), **changed, button: value}
        response = self.client.post(self.url, typed)
        if response.status_code == 302:
            response = self.client.get(response["Location"])
        self.read(response)
        return self

    def row(self, number=1):
        """The name of a row of the list of actions."""
        return "a-" + self.form.select("[data-unit] [name$='-what-was']")[number - 1]["name"][2:38]

    def errors(self):
        return [link.get_text(strip=True) for link in self.page.select(".error-summary a")]


@pytest.fixture
def browse(client, plan):
    return lambda user, goal: Browser(type(client)(), user, plan, goal)


def test_what_is_filled_in_is_saved_and_stands_there_again(browse, marit, plan):
    page = browse(marit, 1).send("verder", team="31", part_timers="24", job_size="0.69", barrier_norm="ja")

    assert page.response.request["PATH_INFO"].endswith("/doel/2/")
    first = browse(marit, 1).fields()
    assert (first["team"], first["part_timers"], first["job_size"], first["barrier_norm"]) == ("31", "24", "0,69", "ja")
    assert "barrier_radar" not in first
    assert plan.versions.get().content["answers"]["team"] == "31"


def test_a_mistake_stands_at_its_field_and_the_rest_is_saved(browse, marit, plan):
    page = browse(marit, 1).send("verder", team="eenendertig", hiring="€ 84.000", barrier_own_1="x" * 61)

    assert page.errors() == [
        "Vul een heel getal in, zonder komma. Bijvoorbeeld 31.",
        "Dit zijn 61 tekens. Op de pagina passen er 60. Maak het iets korter.",
    ]
    team = page.form.select_one("#team")
    assert (team["value"], team["aria-invalid"]) == ("eenendertig", "true")
    assert page.form.select_one("#team-fout").get_text(strip=True) == page.errors()[0]
    assert page.fields()["barrier_own_1"] == "x" * 61
    assert text_of(plan, "hiring") == "84000"
    page.send(team="31", barrier_own_1="x" * 60)
    assert (text_of(plan, "team"), text_of(plan, "barrier_own_1")) == ("31", "x" * 60)


def test_numbers_that_do_not_fit_each_other_are_explained_at_the_one_you_changed(browse, marit, plan):
    browse(marit, 1).send(team="31", part_timers="24")

    page = browse(marit, 1).send(team="20")

    assert page.errors() == ["Er werken 20 collega’s. Dan kunnen er geen 24 in deeltijd werken."]
    assert page.page.select_one(".error-summary a")["href"] == "#team"
    assert text_of(plan, "team") == "31"


def test_an_action_needs_words_and_a_month_of_the_list(browse, marit, plan):
    page = browse(marit, 2)
    row = page.row()

    page.send(**{f"{row}-who": "Marit", f"{row}-due": "2027-99"})

    assert page.errors() == ["Schrijf op wat je gaat doen. Of haal de actie weg.", "Kies een maand uit de lijst."]
    assert page.fields()[f"{row}-who"] == "Marit"
    assert plan.actions.count() == 0


def test_one_more_row_an_example_and_taking_away(browse, marit, plan):
    page = browse(marit, 2)
    page.send("nog", **{f"{page.row()}-what": "Spreekuur"})
    page.send(**{f"{page.row(2)}-what": "Poster", f"{page.row(2)}-who": "Els"})
    page.send("voorbeeld", "0")

    assert [action.what for action in plan.actions.order_by("number")] == [
        "Spreekuur",
        "Poster",
        "Dialoogsessie met het hele team",
    ]
    page.send("weg", page.row(2)[2:])
    assert [page.fields()[f"{page.row(number)}-what"] for number in (1, 2)] == [
        "Spreekuur",
        "Dialoogsessie met het hele team",
    ]


def test_an_example_takes_the_place_of_an_empty_row(browse, marit, plan):
    page = browse(marit, 4)
    row = page.row()

    page.send("voorbeeld", "1")

    assert page.row() == row
    assert page.fields()[f"{row}-what"] == "Teamsessie: ruimte in het rooster"


def test_examples_for_an_answer_and_for_the_year(browse, marit, plan):
    browse(marit, 3).send("vul", "frames:0", frames="Overleg mag.")
    browse(marit, 5).send("vul", "jaarkring", year_10="eigen idee")

    assert text_of(plan, "frames") == "Overleg mag. Elke uitbreiding tot 8 uur mag."
    assert (text_of(plan, "year_10"), text_of(plan, "year_01")) == ("eigen idee", "Goede Gesprekken")


def test_a_conflict_shows_both_texts_and_the_choice_is_saved(browse, marit, joost, plan):
    browse(marit, 3).send(frames="Tot 4 uur")
    marits, joosts = browse(marit, 3), browse(joost, 3)
    joosts.send(frames="Tot 6 uur")

    marits.send("verder", frames="Tot 8 uur")

    shown = marits.page.select_one(".action-row--conflict").get_text(" ", strip=True)
    assert "Joost en jij schreven allebei" in shown
    assert "Tot 8 uur Jij, zojuist" in shown
    assert "Tot 6 uur Joost, om" in shown
    assert text_of(plan, "frames") == "Tot 6 uur"
    # Going on without a choice loses nothing: the question stands there again.
    marits.send("verder")
    assert "Tot 8 uur" in marits.page.select_one(".action-row--conflict").get_text()
    marits.send("kies", "frames")
    assert text_of(plan, "frames") == "Tot 8 uur"
    assert plan.versions.count() == 3


def test_the_choice_for_the_other_text_leaves_it(browse, marit, joost, plan):
    marits, joosts = browse(marit, 3), browse(joost, 3)
    joosts.send(frames="Tot 6 uur")
    marits.send(frames="Tot 8 uur")

    marits.send("kies", "frames", **{"frames-keuze": "hun"})

    assert text_of(plan, "frames") == "Tot 6 uur"
    assert marits.fields()["frames"] == "Tot 6 uur"


def test_a_conflict_about_an_action_shows_it_whole(browse, marit, joost, plan):
    first = browse(marit, 2)
    first.send(**{f"{first.row()}-what": "Spreekuur", f"{first.row()}-who": "Marit"})
    marits, joosts = browse(marit, 2), browse(joost, 2)
    row = marits.row()
    joosts.send(**{f"{row}-what": "Poster in de teamkamer"})

    marits.send(**{f"{row}-what": "Spreekuur over geld"})

    cards = [card.get_text(" ", strip=True) for card in marits.page.select(".radio-card__title")]
    assert cards == ["Spreekuur over geld, Marit", "Poster in de teamkamer, Marit"]
    marits.send("kies", row)
    assert plan.actions.get().what == "Spreekuur over geld"


def test_taking_away_what_a_colleague_just_changed_asks_first(browse, marit, joost, plan):
    first = browse(marit, 2)
    first.send(**{f"{first.row()}-what": "Spreekuur"})
    marits, joosts = browse(marit, 2), browse(joost, 2)
    row = marits.row()
    joosts.send(**{f"{row}-what": "Spreekuur over geld"})

    marits.send("weg", row[2:])

    assert "deze actie weghalen" in marits.page.select_one(".action-row--conflict").get_text()
    assert plan.actions.get().is_removed is False
    marits.send("kies", row)
    assert plan.actions.get().is_removed is True


def test_a_fifth_action_is_refused_and_stays_on_the_page(browse, marit, plan):
    page = browse(marit, 2)
    row = page.row()
    for number in range(4):
        plan.actions.create(goal=2, number=number, what=f"Actie {number}", changed_at=plan.created_at)

    page.send(**{f"{row}-what": "Een te veel"})

    assert page.errors() == ["Bij een doel passen 4 acties. Haal er eerst een weg, dan past deze erbij."]
    assert page.fields()[f"{row}-what"] == "Een te veel"
    assert plan.actions.count() == 4


@pytest.mark.parametrize(
    "typed",
    [
        {"team-v": "1e9", "team": "3"},
        {"team-v": "9" * 4000, "team": "3"},
        {"a-zomaar-v": "0", "a-zomaar-what": "x"},
        {"voorbeeld": "99"},
        {"voorbeeld": "-1"},
        {"vul": "frames:9"},
        {"vul": "nergens:0"},
        {"team-v": "0", "team": "3", "tab": "x" * 5000},
        {"frames-v": "0", "frames": "\udcff\u0000".encode("utf-8", "surrogatepass").decode("utf-8", "replace")},
    ],
)
def test_a_post_that_no_page_of_ours_sends_does_no_harm(client, marit, plan, typed):
    client.force_login(marit)

    response = client.post(reverse("bootcamp:plan_goal", args=[plan.school_id, 1]), typed)

    assert response.status_code in (200, 302)
    assert plan.actions.filter(what="x").count() == 0


def test_the_script_gets_versions_errors_and_conflicts(client, marit, joost, plan):
    url = reverse("bootcamp:plan_goal", args=[plan.school_id, 1])
    client.force_login(joost)
    client.post(url, {"vacancies-v": "0", "vacancies": "2", "tab": "b"}, headers={"Accept": "application/json"})
    client.force_login(marit)
    typed = {"team-v": "0", "team": "031", "job_size-v": "0", "job_size": "veel", "vacancies-v": "0", "vacancies": "1"}

    answer = client.post(url, {**typed, "tab": "a"}, headers={"Accept": "application/json"}).json()

    assert answer["saved"] == {"team": {"version": 1, "values": {"team": "31"}}}
    assert list(answer["errors"]) == ["job_size"]
    assert "2" in answer["conflicts"]["vacancies"]
    assert 'name="vacancies-keuze"' in answer["conflicts"]["vacancies"]


def test_a_goal_that_does_not_exist_or_a_plan_that_was_not_begun(client, marit):
    client.force_login(marit)
    plan = make_plan(seat=make_seat(director=marit))
    other = make_school()
    marit.schools.add(other)
    make_seat(school=other)

    assert client.get(reverse("bootcamp:plan_goal", args=[plan.school_id, 6])).status_code == 404
    assert client.get(reverse("bootcamp:plan_goal", args=[other.pk, 1]))["Location"].endswith(f"/plan/{other.pk}/")


def test_how_far_an_action_is(client, marit, joost, plan):
    key = uuid4()
    plan.actions.create(key=key, goal=2, number=1, what="Spreekuur", changed_by=marit, changed_at=plan.created_at)
    url = reverse("bootcamp:plan_actions", args=[plan.school_id])
    seen = {f"a-{key}-v": "1", f"a-{key}-status-was": "nog_niet"}
    client.force_login(joost)
    client.post(url, {**seen, f"a-{key}-status": "bezig", "tab": "j"})
    client.force_login(marit)

    page = client.post(url, {**seen, f"a-{key}-status": "klaar", "tab": "m"}).text

    assert "Joost zette deze actie net op: bezig" in page
    assert plan.actions.get().status == "bezig"
    boxes = BeautifulSoup(page, "html.parser")
    again = {box["name"]: box["value"] for box in boxes.select("form[data-plan] input[type=hidden]")}
    chosen = boxes.select_one(f"[name='a-{key}-status'] option[selected]")["value"]
    response = client.post(url, {**again, f"a-{key}-status": chosen})
    assert response.status_code == 302
    assert plan.actions.get().status == "klaar"


def test_a_status_that_does_not_exist_is_refused(client, marit, plan):
    key = uuid4()
    plan.actions.create(key=key, goal=2, number=1, what="Spreekuur", changed_by=marit, changed_at=plan.created_at)
    client.force_login(marit)
    url = reverse("bootcamp:plan_actions", args=[plan.school_id])

    page = client.post(url, {f"a-{key}-v": "1", f"a-{key}-status": "weg ermee"}).text

    assert (
        BeautifulSoup(page, "html.parser").select_one(".field__error").get_text(strip=True)
        == "Kies hoe ver de actie is."
    )
    assert plan.actions.get().status == "nog_niet"


def test_who_says_how_far_an_action_is_hears_that_it_was_just_taken_away(client, marit, plan):
    key = uuid4()
    action = plan.actions.create(key=key, goal=2, number=1, what="Spreekuur", changed_at=plan.created_at)
    action.write({"is_removed": True}, by=None, tab="", now=plan.created_at)
    client.force_login(marit)
    url = reverse("bootcamp:plan_actions", args=[plan.school_id])
    typed = {f"a-{key}-v": "1", f"a-{key}-status-was": "nog_niet", f"a-{key}-status": "klaar"}

    page = client.post(url, typed).text
    answer = client.post(url, typed, headers={"Accept": "application/json"}).json()

    assert "Deze actie is net weggehaald" in page
    assert "Deze actie is net weggehaald" in answer["conflicts"][str(key)]
    assert (plan.actions.get().status, plan.actions.get().is_removed) == ("nog_niet", True)


def test_a_number_that_both_changed_is_shown_with_what_it_counts(browse, marit, joost, plan):
    browse(marit, 1).send(team="31")
    marits, joosts = browse(marit, 1), browse(joost, 1)
    joosts.send(team="30")

    marits.send(team="32")

    cards = [card.get_text(strip=True) for card in marits.page.select(".radio-card__title")]
    assert cards == ["32 collega’s", "30 collega’s"]


@pytest.mark.parametrize("how_many", [1, 4])
def test_a_page_needs_no_more_queries_for_more_in_the_plan(
    client, marit, plan, how_many, django_assert_max_num_queries
):
    for number in range(how_many):
        plan.actions.create(goal=1, number=number, what=f"Actie {number}", changed_at=plan.created_at)
        plan.answers.create(question=f"year_0{number + 1}", text="x", changed_at=plan.created_at)
    client.force_login(marit)
    url = reverse("bootcamp:plan_goal", args=[plan.school_id, 1])

    # One of these is for the figures of others, which stand beside the ambition.
    with django_assert_max_num_queries(9):
        client.get(url)

    with django_assert_max_num_queries(14):
        client.post(url, {"team-v": "0", "team": "31"}, headers={"Accept": "application/json"})
    assert Plan.objects.count() == 1
