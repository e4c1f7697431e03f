"""A plan made by two people in real browsers: saved while they type, through a lost connection, by keyboard, without
script."""

import re

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.plan.models import Plan
from portal.people.demo import PASSWORD
from tests.browser import WIDTHS, Watch, axe_faults, browsing, overflow
from tests.factories import make_plan, make_seat, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ON_THE_WAY = "net::ERR_"
KEPT = "() => Object.keys(localStorage).filter(key => key.startsWith('uren-portaal.plan.')).length"


class LostOnTheWay(Watch):
    """Chromium writes each request that fails to the console; here they fail on purpose."""

    def console(self, message):
        if ON_THE_WAY not in message.text:
            super().console(message)


@pytest.fixture
def visit_unsteady(chromium, live_server):
    """As `visit`, for tests that break the connection."""
    base_url = live_server.url.replace("127.0.0.1", "localhost")
    watch = LostOnTheWay(base_url)
    yield browsing(chromium, base_url, watch)
    for context in chromium.contexts:
        context.close()
    assert watch.faults == []


@pytest.fixture
def joost():
    return make_user(first_name="Joost")


@pytest.fixture
def plan(cast, joost):
    return make_plan(seat=make_seat(director=cast["directeur"], colleagues=[joost]))


def goal(plan, number):
    return reverse("bootcamp:plan_goal", args=[plan.school_id, number])


def says(page, words):
    page.locator("[data-saved]", has_text=words).wait_for()


def answer(plan, question):
    return plan.answers.filter(question=question).values_list("text", flat=True).first()


def retype(field, words):
    field.press("Control+a")
    field.type(words)


def test_what_you_type_is_saved_and_what_is_wrong_is_said_meanwhile(visit, cast, plan):
    page = visit(goal(plan, 1), as_user=cast["directeur"])

    page.get_by_label("Hoeveel collega’s werken er bij jullie?").type("31")
    says(page, re.compile(r"^Bewaard om \d\d\.\d\d uur$"))
    assert answer(plan, "team") == "31"

    part = page.get_by_label("Hoeveel van hen werken in deeltijd?")
    part.type("40")
    page.get_by_text("Er werken 31 collega’s. Dan kunnen er geen 40 in deeltijd werken.").wait_for()
    assert part.get_attribute("aria-invalid") == "true"
    assert answer(plan, "part_timers") is None
    # The other number was the wrong one: with it the first is right.
    retype(page.get_by_label("Hoeveel collega’s werken er bij jullie?"), "41")
    says(page, "Bewaard om")
    page.wait_for_function("document.querySelector('#part_timers-fout').hidden")
    assert (answer(plan, "team"), answer(plan, "part_timers")) == ("41", "40")
    assert page.evaluate(KEPT) == 0
    assert axe_faults(page) == []


def test_limits_show_while_you_type(visit, cast, plan):
    page = visit(goal(plan, 3), as_user=cast["directeur"])

    page.get_by_label("Welke ruimte geeft je bestuur?").fill("x" * 141)

    assert page.locator("#frames-tekens").inner_text() == "141 van de 140 tekens"
    page.get_by_text("Dit zijn 141 tekens. Op de pagina passen er 140.").wait_for()
    assert page.get_by_label("Welke ruimte geeft je bestuur?").input_value() == "x" * 141


def test_a_lost_connection_loses_nothing(visit_unsteady, cast, plan):
    page = visit_unsteady(goal(plan, 2), as_user=cast["directeur"])
    page.context.set_offline(True)

    page.get_by_label("Actie 1").type("Spreekuur over geld")
    says(page, "Geen verbinding. Wat je typte staat op dit apparaat.")
    page.get_by_role("button", name="Verder naar doel 3").click()
    page.wait_for_timeout(300)
    assert page.url.endswith("/doel/2/")
    assert page.get_by_label("Actie 1").input_value() == "Spreekuur over geld"
    assert (plan.actions.count(), page.evaluate(KEPT)) == (0, 1)

    page.context.set_offline(False)
    says(page, "Bewaard om")
    assert plan.actions.get().what == "Spreekuur over geld"
    assert page.evaluate(KEPT) == 0


def test_a_tab_that_closes_without_connection_gives_it_back_later(visit_unsteady, cast, plan):
    page = visit_unsteady(goal(plan, 3), as_user=cast["directeur"])
    page.context.set_offline(True)
    page.get_by_label("Welke ruimte geeft je bestuur?").type("Tot 8 uur mag")
    says(page, "Geen verbinding")
    context = page.context
    page.close()
    context.set_offline(False)

    later = context.new_page()
    later.goto(goal(plan, 3))
    says(later, "Bewaard om")

    assert later.get_by_label("Welke ruimte geeft je bestuur?").input_value() == "Tot 8 uur mag"
    assert answer(plan, "frames") == "Tot 8 uur mag"


def test_what_comes_back_later_does_not_overwrite_a_colleague(visit_unsteady, cast, joost, plan):
    page = visit_unsteady(goal(plan, 3), as_user=cast["directeur"])
    page.context.set_offline(True)
    page.get_by_label("Welke ruimte geeft je bestuur?").type("Tot 8 uur mag")
    says(page, "Geen verbinding")
    other = visit_unsteady(goal(plan, 3), as_user=joost)
    other.get_by_label("Welke ruimte geeft je bestuur?").type("Tot 4 uur mag")
    says(other, "Bewaard om")

    page.context.set_offline(False)
    page.get_by_text("Joost en jij schreven allebei").wait_for()

    assert answer(plan, "frames") == "Tot 4 uur mag"
    assert page.locator(".radio-card__title").all_inner_texts() == ["Tot 8 uur mag", "Tot 4 uur mag"]


def test_an_answer_of_the_server_that_gets_lost_makes_no_conflict_with_yourself(visit_unsteady, cast, plan):
    page = visit_unsteady(goal(plan, 3), as_user=cast["directeur"])
    lost = []

    def lose_the_first(route):
        if lost or route.request.method != "POST":
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    page.route("**/doel/3/", lose_the_first)
    field = page.get_by_label("Welke ruimte geeft je bestuur?")
    field.type("Tot 8 uur")
    says(page, "Geen verbinding")
    assert (lost, answer(plan, "frames")) == ([200], "Tot 8 uur")

    field.type(" mag")
    says(page, "Bewaard om")
    assert answer(plan, "frames") == "Tot 8 uur mag"
    assert page.locator(".action-row--conflict").count() == 0


def test_two_people_at_once_see_both_texts_and_choose(visit, cast, joost, plan):
    marits, joosts = visit(goal(plan, 1), as_user=cast["directeur"]), visit(goal(plan, 1), as_user=joost)
    own = "Wat houdt jullie nog meer tegen?"

    joosts.get_by_label(own).type("De opvang stopt vroeg")
    joosts.get_by_label("Hoeveel vacatures heb je?").type("1,6")
    says(joosts, "Bewaard om")
    joosts.wait_for_timeout(1200)
    marits.get_by_label("Wat kost inhuur je per jaar?").type("84.000")
    marits.get_by_label(own).type("Te weinig lokalen")
    marits.get_by_text("Joost en jij schreven allebei bij: Wat houdt jullie nog meer tegen?").wait_for()

    # What only one of them touched is there from both.
    assert (answer(plan, "vacancies"), answer(plan, "hiring")) == ("1,6", "84000")
    assert answer(plan, "barrier_own_1") == "De opvang stopt vroeg"
    for width in WIDTHS:
        marits.set_viewport_size({"width": width, "height": 900})
        assert (axe_faults(marits), overflow(marits)) == ([], 0)
    marits.get_by_role("button", name="Bewaar deze keuze").click()
    marits.get_by_label(own).wait_for()
    assert answer(plan, "barrier_own_1") == "Te weinig lokalen"
    assert marits.evaluate(KEPT) == 0
    assert marits.get_by_label("Hoeveel vacatures heb je?").input_value() == "1,6"


def test_progress_is_saved_as_you_choose_it(visit, cast, plan):
    plan.actions.create(goal=2, number=1, what="Spreekuur", changed_by=cast["directeur"], changed_at=plan.created_at)
    page = visit(reverse("bootcamp:plan_actions", args=[plan.school_id]), as_user=cast["directeur"])

    page.get_by_label("Hoe ver is: Spreekuur").select_option("klaar")
    says(page, "Bewaard om")

    assert plan.actions.get().status == "klaar"


def test_the_worker_makes_the_page_for_the_wall(visit_portal, portal):
    """On the portal as people run it, with the plan of the example content."""
    page = visit_portal("/account/login/", script=False)
    page.get_by_label("E-mailadres").fill("directeur2@voorbeeld.example")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.locator("summary:visible").first.click()
    page.locator("a:visible", has_text="Ons plan").click()
    page.get_by_role("heading", name="Ons plan op één pagina").wait_for()

    page.get_by_role("button", name="Maak de PDF").click()
    link = page.get_by_role("link", name="Bewaar de PDF")
    link.wait_for()
    with page.expect_download() as download:
        link.click()

    with pikepdf.open(download.value.path()) as document:
        assert len(document.pages) == 1
        assert str(document.docinfo.Title) == "Plan-op-een-Pagina, De Waterlelie"


class Walker:
    """Goes through the pages with the keyboard alone."""

    def __init__(self, page):
        self.page = page

    def to(self, target):
        for _ in range(120):
            if target.evaluate("element => element === document.activeElement"):
                assert target.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
                return target
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Niet te bereiken met de tabtoets: {target}")

    def press(self, name, key="Enter"):
        self.to(self.page.get_by_role("button", name=name, exact=True))
        self.page.keyboard.press(key)

    def type(self, label, words):
        self.to(self.page.get_by_label(label, exact=True))
        self.page.keyboard.type(words)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_from_nothing_to_a_plan_by_keyboard_with_and_without_script(visit, cast, script):
    seat = make_seat(director=cast["directeur"])
    page = visit(reverse("bootcamp:plan", args=[seat.school_id]), as_user=cast["directeur"], script=script)
    walk = Walker(page)

    walk.press("Begin met het plan")
    page.wait_for_url("**/doel/1/")
    walk.type("Hoeveel collega’s werken er bij jullie?", "31")
    walk.type("Hoeveel van hen werken in deeltijd?", "24")
    walk.type("Hoeveel parttimers gaan meer uren werken?", "4")
    walk.to(page.get_by_label("Deeltijd is hier de norm. We praten er weinig over."))
    page.keyboard.press("Space")
    walk.press("Verder naar doel 2")
    page.wait_for_url("**/doel/2/")
    walk.type("Actie 1", "Spreekuur over geld")
    walk.type("Wie", "Sanne")
    walk.press("Verder naar doel 3")
    page.wait_for_url("**/doel/3/")
    walk.press("Elke uitbreiding tot 8 uur mag.")
    page.wait_for_load_state()
    walk.press("Verder naar doel 4")
    page.wait_for_url("**/doel/4/")
    walk.press("Goed Gesprek met alle parttimers")
    page.wait_for_url("**-what")
    walk.press("Verder naar doel 5")
    page.wait_for_url("**/doel/5/")
    walk.type("Oktober", "wensen ophalen")
    walk.type("Wie bewaakt het plan?", "Sanne de Vries")
    walk.press("Naar ons plan")
    page.wait_for_url(f"**/plan/{seat.school_id}/")

    plan = Plan.objects.get(school=seat.school)
    text = page.locator("main").inner_text()
    assert "4 van onze 24 parttimers werken straks meer uren" in text
    assert list(plan.actions.order_by("number").values_list("what", "who", "goal")) == [
        ("Spreekuur over geld", "Sanne", 2),
        ("Goed Gesprek met alle parttimers", "", 4),
    ]
    assert "Elke uitbreiding tot 8 uur mag." in text
    assert answer(plan, "barrier_norm") == "ja"
    assert plan.versions.count() == 1


@pytest.mark.parametrize("state", ["begin", "a new round", "mistakes", "a version"])
def test_every_state_can_be_used_by_everyone(visit, cast, plan, state):
    if state == "begin":
        Plan.objects.all().delete()
        page = visit(reverse("bootcamp:plan", args=[cast.school.pk]), as_user=cast["directeur"])
    elif state == "a new round":
        plan.actions.create(goal=1, what="Cijfers", status="klaar", changed_at=timezone.now())
        page = visit(reverse("bootcamp:plan_new_round", args=[plan.school_id]), as_user=cast["directeur"])
    elif state == "mistakes":
        page = visit(goal(plan, 1), as_user=cast["directeur"], script=False)
        page.get_by_label("Hoeveel collega’s werken er bij jullie?").fill("veel")
        page.get_by_label("Wie", exact=True).fill("Marit")
        page.get_by_role("button", name="Verder naar doel 2").click()
        assert page.locator(".error-summary a").count() == 2
        page = visit(goal(plan, 1), as_user=cast["directeur"])
        page.get_by_label("Hoeveel collega’s werken er bij jullie?").fill("veel")
        page.get_by_role("button", name="Verder naar doel 2").click()
        page.locator(".error-summary").wait_for()
        assert page.evaluate("document.activeElement.className") == "error-summary"
    else:
        plan.versions.create(
            **{"number": 1, "content": {"answers": {"team": "31"}, "actions": []}, "saved_by": cast["directeur"]},
            started_at=plan.created_at,
            saved_at=plan.created_at,
        )
        page = visit(reverse("bootcamp:plan_version", args=[plan.school_id, 1]), as_user=cast["directeur"])
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert (axe_faults(page), overflow(page)) == ([], 0)
