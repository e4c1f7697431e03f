"""The pages beside the outcome: turned round, both partners, two years."""

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.urls import reverse

from calculator.answers.bereken import bereken
from calculator.household import parts, questions
from calculator.web.forms import scenarios
from calculator.web.forms.answers import Answers
from tests.calculator.web.forms.test_faults import FOR_PROGRAMMERS
from tests.calculator.web.typed import FAMILY, PARTNER, WORK
from tests.pages import faults_in

START = reverse("calculator:start")
GROSS = {"work-kind": "gross", "work-month": "3.000", "work-hours_now": "28", "work-hours_wish": "32"}
SECONDARY = {"work-kind": "other", "work-sector": "cao-vo", "work-place_vo": "LB-8", "work-hours_now": "28"}
HOUSEHOLDS = [FAMILY, WORK, {**GROSS, **PARTNER}, {**SECONDARY, "work-hours_wish": "32"}]
YEAR_ONLY = {**PARTNER, "partner-pay": "year", "partner-year_income": "32.000"}


def show(client, typed, naar, **more):
    response = client.post(START, {**typed, "naar": naar, **more})
    return BeautifulSoup(response.text, "html.parser"), response


def text(page):
    return " ".join(page.main.get_text(" ", strip=True).replace("\xa0", " ").split())


def document(typed):
    data = QueryDict(mutable=True)
    data.update(typed)
    answers = Answers(data, year=2026)
    assert answers.first_wrong is None
    return answers.document()


@pytest.mark.parametrize("naar", ["samen", "andersom", "januari", "vergelijk", "gesprek"])
@pytest.mark.parametrize("typed", [FAMILY, {**WORK, "work-hours_now": "0"}, {**FAMILY, "work-hours_wish": "20"}])
def test_each_page_is_well_made_and_leads_back(client, db, naar, typed, django_assert_num_queries):
    with django_assert_num_queries(0):
        page, response = show(client, typed, naar)

    assert faults_in(response.text) == []
    assert not response.cookies
    form = page.select_one("#antwoorden")
    carried = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    assert {name: value for name, value in typed.items() if carried.get(name) != value} in (
        {},
        {"work-hours_wish": "32"},
    )


def test_the_hours_for_an_amount_are_those_of_the_engine(client):
    page, _ = show(client, FAMILY, "andersom", meer="300")

    answer = questions.hours_for({**document(FAMILY), "hours": [28]}, more_year=300 * 1200)
    assert answer.hours == 3375
    assert "Vanaf 33,75 uur per week houden jullie € 300 per maand meer over." in text(page)
    assert "Dat is 5,75 uur per week erbij." in text(page)


def test_an_amount_out_of_reach_is_said_with_what_can_be_had(client):
    page, _ = show(client, FAMILY, "andersom", meer="5000")

    assert "Met meer uren kom je niet aan € 5.000 per maand erbij." in text(page)
    assert "bij 40 uur per week." in text(page)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "Vul een bedrag in, bijvoorbeeld 300."),
        ("veel", "“veel” is geen getal. Vul een bedrag in van € 1 tot en met € 5.000."),
        ("0", "€ 0 kan niet. Vul een bedrag in van € 1 tot en met € 5.000."),
        ("9999999", "€ 9.999.999 kan niet. Vul een bedrag in van € 1 tot en met € 5.000."),
    ],
)
def test_a_wrong_amount_is_said_at_the_field(client, typed, fault):
    page, _ = show(client, FAMILY, "andersom", meer=typed)

    assert page.select_one(".field__error").get_text(" ", strip=True).replace("\xa0", " ") == fault
    assert page.select_one("[name=meer]").get("value", "") == typed


def test_where_something_stops_is_told_to_the_quarter(client):
    page, _ = show(client, FAMILY, "andersom")

    exact = [jump.sentence for jump in questions.fine_jumps(document(FAMILY)) if jump.kind != "band"]
    assert exact
    assert [item.get_text(strip=True) for item in page.select("ul.lines[role=list] li")][-len(exact) :] == exact


def test_the_table_of_two_is_that_of_the_engine(client):
    page, _ = show(client, FAMILY, "samen")

    spend = questions.together(document(FAMILY)).disposable_year
    rows = [[cell.get_text(strip=True) for cell in row.select("td")] for row in page.select("tbody tr")]
    for place, row in enumerate(rows):
        amounts = [int(cell.replace("€", "").replace("\xa0", "").replace(".", "").replace("−", "-")) for cell in row]
        assert amounts == [round(spend[8 * place, own] / 1200) for own in range(0, 41, 8)]


@pytest.mark.parametrize("typed", [WORK, {**WORK, **YEAR_ONLY}])
def test_without_the_partners_hours_that_page_is_not_offered_nor_given(client, typed):
    offered, _ = show(client, typed, "uitkomst")
    page, _ = show(client, typed, "samen")

    assert not offered.select("button[value=samen]")
    assert page.select_one(".answer__title")


def test_two_years_stand_side_by_side_and_what_is_unknown_is_said(client):
    page, _ = show(client, FAMILY, "januari")

    first, second = questions.two_years({**document(FAMILY), "hours": [28]}, (2026, 2027))
    net = [round(side.year.of(parts.NET).item() / 1200) for side in (first, second)]
    assert f"jouw loon, na belasting € {net[0]:,} € {net[1]:,}".replace(",", ".").replace("loon.", "loon,") in text(
        page
    )
    assert "Met de laatste bekende bedragen, dus in beide jaren gelijk:" in text(page)
    assert "de kinderbijslag" in text(page)
    assert first.carried == ()
    assert {part.part for part in second.carried} >= {"kinderbijslag", "huurtoeslag"}
    assert "De regels van het nieuwe jaar zijn nog een voorstel." in text(page)


def columns(page):
    """The table of the comparison by its row heads."""
    rows = page.select("table tbody tr, table tfoot tr")
    return {
        row.th.get_text(" ", strip=True): [cell.get_text(strip=True).replace("\xa0", " ") for cell in row.select("td")]
        for row in rows
    }


def sent(page):
    """What the form of the scenarios would send."""
    fields = page.select("main form:not(#antwoorden) input:not([type=hidden]), main form:not(#antwoorden) select")
    hidden = page.select("main form:not(#antwoorden) input[type=hidden]")
    chosen = {
        field["name"]: (field.select_one("[selected]") or {}).get("value", "")
        if field.name == "select"
        else field.get("value", "")
        for field in fields
    }
    return {field["name"]: field.get("value", "") for field in hidden} | chosen


def test_the_comparison_starts_with_now_the_wish_and_full_time(client):
    page, _ = show(client, FAMILY, "vergelijk")

    amounts = [
        round(bereken({**document(FAMILY), "hours": [hours]})["results"][0]["disposable"]["year"] / 12)
        for hours in (28, 32, 40)
    ]
    assert columns(page)["te besteden"] == [f"€ {amount:,}".replace(",", ".") for amount in amounts]
    assert columns(page)["verschil met situatie 1"][1] == "+ € 224"


def test_each_scenario_is_the_plain_calculation(client):
    page, _ = show(client, FAMILY, "vergelijk")
    changed = sent(page) | {
        "situatie-1-hours": "36",
        "situatie-1-partner": "24",
        "situatie-1-care": "60",
        "situatie-2-year": "2025",
    }

    page, _ = show(client, changed, "vergelijk")

    other = document({**FAMILY, "partner-month": "2550", "partner-hours": "24"})
    for child in other["children"]:
        child["childcare"]["hours_per_month"] = 60
    one = bereken({**other, "hours": [36]})["results"][0]["disposable"]["year"]
    two = bereken({**document(FAMILY), "year": 2025, "hours": [40]})["results"][0]["disposable"]["year"]
    shown = [int(cell.replace("€ ", "").replace(".", "")) for cell in columns(page)["te besteden"]]
    assert shown[1:] == [round(one / 12), round(two / 12)]


def test_a_fourth_scenario_is_added_and_no_fifth(client):
    page, _ = show(client, FAMILY, "vergelijk", situatie="erbij")

    assert len(page.select("[role=group]")) == 4
    assert not page.select("button[name=situatie]")
    page, _ = show(client, sent(page), "vergelijk", situatie="erbij")
    assert len(page.select("[role=group]")) == 4
    assert len(columns(page)["te besteden"]) == 4


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("hours", "82", "82 uur per week kan niet. Vul een getal in van 0 tot en met 40. Bedoelde je 28?"),
        ("partner", "x", "“x” is geen getal. Vul een getal in."),
        ("care", "-3", "−3 kan niet. Vul een getal in van 0 tot en met 744."),
        (
            "year",
            "1999",
            "Van dat jaar kennen we voor jouw situatie niet alle regels. Kies een jaar uit de lijst.",
        ),
    ],
)
def test_a_wrong_scenario_is_said_at_its_field_and_stays_typed(client, field, value, fault):
    page, _ = show(client, FAMILY, "vergelijk")

    page, _ = show(client, {**sent(page), f"situatie-1-{field}": value}, "vergelijk")

    assert page.select_one(".field__error").get_text(" ", strip=True) == fault
    assert not page.select("table")
    if field != "year":
        assert page.select_one(f"[name=situatie-1-{field}]")["value"] == value


@pytest.mark.parametrize("typed", HOUSEHOLDS)
def test_only_years_that_work_for_this_household_are_offered(client, typed):
    page, _ = show(client, typed, "vergelijk")

    offered = [option["value"] for option in page.select("[name=situatie-0-year] option")]
    assert "2026" in offered
    for year in range(2020, 2029):
        after, _ = show(client, {**sent(page), "situatie-1-year": str(year)}, "vergelijk")
        if str(year) in offered:
            assert columns(after)["te besteden"][1].startswith("€ ")
        else:
            assert after.select_one(".field__error").get_text(strip=True).startswith("Van dat jaar kennen we")
        assert after.select_one(".notice--warning") is None
        assert not FOR_PROGRAMMERS.search(text(after))


def test_next_year_is_computed_with_the_last_known_pay_table(client):
    page, _ = show(client, FAMILY, "vergelijk")

    page, _ = show(client, {**sent(page), "situatie-1-year": "2027"}, "vergelijk")

    assert not page.select(".notice--warning")
    assert "2027" in page.select_one("table thead").get_text()


def test_nothing_of_the_talk_is_ever_sent(client):
    page, _ = show(client, FAMILY, "gesprek")

    boxes = page.select("textarea")
    assert len(boxes) == 11
    assert not any(box.get("name") for box in boxes)
    assert not page.select("[data-talk] button")


@pytest.mark.parametrize("naar", ["samen", "andersom", "januari", "vergelijk", "gesprek"])
def test_something_wrong_goes_to_its_step_first(client, naar):
    page, _ = show(client, {**FAMILY, "home-rent": "-1"}, naar)

    assert page.h1.get_text(strip=True) == "Hoe je woont"


def test_both_partners_are_a_tab_of_the_picture_and_a_page(client):
    outcome, _ = show(client, FAMILY, "uitkomst")
    page, _ = show(client, FAMILY, "samen")

    tabs = [tab.get_text(strip=True) for tab in outcome.select("[data-tabs] > *")]
    assert tabs == ["Te besteden", "Per extra uur", "Samen met je partner", "Als tabel"]
    (tab,) = outcome.select("[data-tabs] button")
    assert (tab["form"], tab["name"], tab["value"]) == ("antwoorden", "naar", "samen")
    # What the tab shows in place is on the page itself, and its place on the outcome waits for it.
    assert page.select_one("#samen-beeld svg")
    assert page.select_one("#samen-beeld table")
    assert outcome.find(id=tab["data-shows"]).get_text(strip=True) == ""


def test_scenarios_begin_as_they_were_answered(client):
    """Also where children have different hours of care, or two kinds."""
    different = {**FAMILY, "children-1-hours": "90", "children-0-care2": "gastouder", "children-0-hours2": "20"}
    for typed, care in ((FAMILY, "40"), (different, "")):
        page, _ = show(client, typed, "vergelijk")
        spent = bereken(document(typed))["results"]

        assert page.select_one("[name=situatie-0-care]").get("value", "") == care
        totals = [cell.get_text(strip=True) for cell in page.select("tfoot tr")[0].select("td")]
        whole = [f"€\xa0{round(result['disposable']['month']):,}".replace(",", ".") for result in spent]
        assert totals[:2] == whole


def test_care_of_two_kinds_changes_in_proportion():
    child = {"childcare": [{"kind": "bso", "hours_per_month": 30}, {"kind": "gastouder", "hours_per_month": 10}]}

    changed = scenarios.with_care(child, 20)

    assert [care["hours_per_month"] for care in changed["childcare"]] == [15, 5]


@pytest.mark.parametrize(
    ("wish", "asked"),
    [("32", "Wat kun je doen in die extra uren?"), ("20", "Welke taken kun je overdragen?")],
)
def test_the_talk_asks_about_the_hours_that_were_wished(client, wish, asked):
    page, _ = show(client, {**FAMILY, "work-hours_wish": wish}, "gesprek")

    assert asked in text(page)
    assert f"Wat maakt {'meer' if wish == '32' else 'minder'} uren mogelijk?" in text(page)


WW = {"benefit": "ww", "benefit_month": "900", "benefit_old": "6.000"}


def test_a_benefit_stands_in_the_comparison_with_its_range(client):
    typed = {**WORK, **{f"rest-{name}": value for name, value in WW.items()}}
    page, _ = show(client, typed, "vergelijk")

    rows = columns(page)
    results = [bereken({**document(typed), "hours": [hours]})["results"][0] for hours in (28, 32, 40)]
    paid = [round(result["people"][0]["benefit"]["year"] / 12) for result in results]
    assert rows["daarin je uitkering, voor belasting"] == [f"€ {amount:,}".replace(",", ".") for amount in paid]
    assert paid[0] == 900 > paid[1] > paid[2]
    low, high = (round(results[1]["range"][end] / 12) for end in ("low", "high"))
    assert rows["te besteden: laagste en hoogste"][1] == f"€ {low:,} tot € {high:,}".replace(",", ".")


def test_a_partners_benefit_can_be_put_right_where_the_partner_works_other_hours(client):
    typed = {**WORK, **PARTNER, **{f"partner-{name}": value for name, value in WW.items()}}
    page, _ = show(client, typed, "vergelijk")
    assert page.select_one("[name=situatie-0-benefit]")["value"] == "900"
    changed = sent(page) | {"situatie-1-hours": "28", "situatie-1-partner": "40", "situatie-1-benefit": "400"}

    page, _ = show(client, changed, "vergelijk")

    rows = columns(page)
    assert rows["daarin de uitkering van je partner, voor belasting"][:2] == ["€ 900", "€ 400"]


@pytest.mark.parametrize("typed", [FAMILY, WORK])
def test_without_a_benefit_nothing_is_asked_or_said_of_one(client, typed):
    page, _ = show(client, typed, "vergelijk")

    assert not page.select("[name=situatie-0-benefit]")
    assert not [name for name in columns(page) if "uitkering" in name]


def test_hours_that_change_in_the_year_do_so_in_that_year_only(client):
    page, _ = show(client, {**WORK, "work-start": "8"}, "vergelijk")
    assert "2027" in [option["value"] for option in page.select("[name=situatie-0-year] option")]
    page, _ = show(client, {**sent(page), "situatie-2-year": "2027"}, "vergelijk")

    assert not page.select(".notice--warning")
    whole = bereken({**document(WORK), "year": 2027, "hours": [40]})["results"][0]["disposable"]["year"]
    assert columns(page)["te besteden"][2] == f"€ {round(whole / 12):,}".replace(",", ".")
