"""A board's menu in the teacher's own calculator: each choice for her household, and together."""

import io

import numpy as np
import pikepdf
import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from calculator.household.intake.document import read_document
from calculator.household.ladder import kept_at_bonuses
from calculator.household.last_known import last_known
from calculator.web import paper
from calculator.web.forms.answers import Answers
from calculator.web.offered import OfferedMenu, OfferedOption
from calculator.web.presentation import menu
from calculator.web.presentation.outcome import compute
from portal.text.money import month, signed
from tests.calculator.web.test_paper import text_of
from tests.calculator.web.typed import CHILDREN, WORK
from tests.factories import make_menu, make_option

pytestmark = pytest.mark.django_db
START = reverse("calculator:start")
PARENT = {
    **WORK,
    "work-hours_now": "24",
    "work-hours_wish": "32",
    "partner-kind": "none",
    **CHILDREN,
    "home-kind": "rent",
    "home-rent": "780",
    "rest-assets": "5.000",
    "rest-pension": "abp",
    "rest-tax_credit": "yes",
}


def answers_of(typed=PARENT, year=2026):
    data = QueryDict(mutable=True)
    for name, value in typed.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    answers = Answers(data, year=year)
    assert answers.first_wrong is None
    return answers


def offer(*options, most=2):
    return OfferedMenu("code", "Stichting Zonnekring", "Voorjaar", most, options)


def chosen(*options, typed=PARENT, picked=()):
    with last_known(True):
        return menu.of(compute(answers_of(typed)), offer(*options), picked)


def option(key="1", **worth):
    return OfferedOption(key, f"Keuze {key}", "", **worth)


def by_ladder(gross):
    answers = answers_of()
    document, wish = answers.document(), int(100 * answers.wish)
    return int(kept_at_bonuses([read_document(document)], [wish], np.array([0, gross])).kept[0, 1])


@pytest.fixture
def shared_menu():
    with_three = make_menu(title="Voorjaar", most=2, shared_at=timezone.now())
    make_option(with_three, title="Geld", amount=1000, text="Voor een vierde dag.")
    make_option(with_three, "dagen", title="Vrije dagen")
    make_option(with_three, "vrij", title="Netto", amount=600)
    return with_three


def words(page):
    return " ".join(BeautifulSoup(page.text, "html.parser").get_text(" ").split())


def hidden_in(page):
    fields = BeautifulSoup(page.text, "html.parser").select("main [type=hidden]")
    return [(field["name"], field.get("value", "")) for field in fields]


def test_the_link_shows_what_is_in_the_menu_and_asks_nothing_yet(client, shared_menu):
    page = words(client.get(reverse("calculator:menu", args=[shared_menu.code])))

    assert "Voorjaar van" in page
    assert "Voor een vierde dag." in page
    assert "We bewaren niets." in page


@pytest.mark.parametrize("code", ["bestaat-niet", "x" * 300])
def test_a_code_that_opens_nothing_is_no_page(client, code):
    assert client.get(reverse("calculator:menu", args=[code])).status_code == 404


def test_from_the_link_to_the_amounts_the_menu_comes_along(client, shared_menu):
    first = client.post(START, {"keuzemenu": shared_menu.code, "naar": "werk"})
    hidden = dict(hidden_in(first))

    page = client.post(START, {**hidden, **PARENT, "naar": "uitkomst"})

    assert hidden["keuzemenu"] == shared_menu.code
    assert "Wat levert elke keuze mij op?" in page.text
    assert "+ € 50 per maand" in words(page)
    assert "5 dagen: 40 uur per jaar vrij. Je loon blijft gelijk." in words(page)


def test_picks_are_added_to_the_hours_and_stay_picked(client, shared_menu):
    _, days, free = (str(one.pk) for one in shared_menu.options.order_by("place"))
    page = client.post(START, {**PARENT, "naar": "keuzemenu", "keuzemenu": shared_menu.code, "keuze": [days, free]})
    parsed = BeautifulSoup(page.text, "html.parser")

    assert [box["value"] for box in parsed.select("[name=keuze][checked]")] == [free, days]
    assert "2 van de 2 gekozen" in words(page)
    assert "€ 50 komt van je keuzes." in words(page)


def test_too_many_picks_are_said_and_kept(client, shared_menu):
    keys = [str(one.pk) for one in shared_menu.options.all()]
    page = client.post(START, {**PARENT, "naar": "keuzemenu", "keuzemenu": shared_menu.code, "keuze": keys})

    assert "Je koos er te veel" in page.text
    assert len(BeautifulSoup(page.text, "html.parser").select("[name=keuze][checked]")) == 3


def test_what_was_picked_survives_going_back_to_a_step(client, shared_menu):
    picked = {"keuzemenu": shared_menu.code, "keuze": [str(shared_menu.options.first().pk)]}
    step = client.post(START, {**PARENT, **picked, "naar": "wonen"})

    hidden = hidden_in(step)

    assert ("keuze", picked["keuze"][0]) in hidden
    assert ("keuzemenu", shared_menu.code) in hidden


def test_the_usual_outcome_leads_back_to_the_menu(client, shared_menu):
    page = client.post(START, {**PARENT, "naar": "uitkomst", "keuzemenu": shared_menu.code})
    without = client.post(START, {**PARENT, "naar": "uitkomst"})

    assert "Het keuzemenu van" in page.text
    assert "Het keuzemenu van" not in without.text


def test_a_menu_that_was_taken_back_leaves_the_usual_outcome(client, shared_menu):
    shared_menu.shared_at = None
    shared_menu.save()

    page = client.post(START, {**PARENT, "naar": "keuzemenu", "keuzemenu": shared_menu.code})

    assert page.status_code == 200
    assert "Wat levert elke keuze mij op?" not in page.text


def test_each_amount_is_what_the_engine_keeps_of_it():
    with last_known(True):
        alone = chosen(option(gross=100_000))
        assert alone.picks[0].kept_year == by_ladder(100_000)
        assert alone.picks[0].month == signed(month(by_ladder(100_000)))
        allowance = chosen(option(pensionable=120_000))
        assert allowance.picks[0].kept_year == by_ladder(120_000 - 9_756)


def test_together_is_computed_anew_and_says_where_it_differs():
    options = [option("1", gross=400_000), option("2", gross=400_000)]
    both = chosen(*options, picked=["1", "2"])

    with last_known(True):
        assert both.together_year == by_ladder(800_000)
    one_by_one = sum(pick.kept_year for pick in both.picks)
    assert both.total_year == both.hours_year + both.together_year
    assert bool(both.differs) == (abs(one_by_one - both.together_year) >= 600)


def test_untaxed_money_is_kept_whole_and_time_has_no_amount():
    both = chosen(option("1", untaxed=60_000), option("2", days_off=5), picked=["1", "2"])

    assert [pick.month for pick in both.picks] == ["+\xa0€\xa050", ""]
    assert both.together_year == 60_000
    assert both.rows[-1] == ("Keuze 1", "+\xa0€\xa050")


def test_who_keeps_her_hours_gets_only_what_is_for_that():
    staying = {**PARENT, "work-hours_wish": "24"}
    both = chosen(
        option("1", gross=100_000),
        option("2", gross=100_000, keeping_from=0),
        option("3", gross=100_000, keeping_from=32),
        typed=staying,
        picked=["1", "2", "3"],
    )

    assert [pick.kept_year is None for pick in both.picks] == [True, False, True]
    assert both.picks[2].note == "Dit krijg je als je meer uren gaat werken, of al 32 uur werkt."
    assert both.picks[0].note == "Dit krijg je alleen als je meer uren gaat werken."
    assert both.hours_year == 0
    assert both.together_year == both.picks[1].kept_year


def test_what_isnt_for_this_household_has_no_amount_and_says_why():
    bare = {**WORK, "work-hours_now": "24", "work-hours_wish": "32"}
    options = [
        option("1", gross=100_000, for_care=True),
        option("2", gross=100_000, for_parents=True),
        option("3", gross=100_000, min_hours=36),
        option("4", gross=100_000, min_hours=32),
    ]
    for_none, for_parent = (chosen(*options, typed=typed, picked=["1", "2", "3"]) for typed in (bare, PARENT))

    assert [pick.is_open for pick in for_none.picks] == [False, False, False, True]
    assert [pick.is_open for pick in for_parent.picks] == [True, True, False, True]
    assert for_none.together_year == 0
    assert "wie opvang betaalt" in for_none.picks[0].note
    assert for_none.picks[2].note == "Dit krijg je vanaf 36 uur per week."


def test_travel_counts_only_what_the_hours_dont_count_already():
    far = {**PARENT, "rest-km": "15", "rest-km_cost": "0,30", "rest-km_paid": "0,10"}

    unknown, known, counted = (
        chosen(option(per_km=cents), typed=typed).picks[0] for cents, typed in ((23, PARENT), (23, far), (10, far))
    )

    assert unknown.kept_year is None
    assert "reisafstand" in unknown.note
    assert known.kept_year == round(2 * 15 * 41.475 * (23 - 10))
    assert "telt al mee" in counted.note


def test_the_paper_is_one_tagged_page_with_the_picks(shared_menu):
    typed = {
        **PARENT,
        "keuzemenu": shared_menu.code,
        "keuze": [str(shared_menu.options.last().pk)],
        "blad": "keuzemenu",
    }
    with last_known(True):
        content = paper.render(answers_of(typed), now=timezone.now())

    text = text_of(content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.Root.MarkInfo.Marked
        assert "pdfuaid" in pdf.Root.Metadata.read_bytes().decode()
    assert "Wat levert elke keuze mij op?" in text
    assert "(gekozen)" in text
    assert "40 uur per jaar vrij" in text
