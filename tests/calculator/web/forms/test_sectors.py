"""Other sectors than primary education: those with a pay table offer their scales, all others ask for the gross pay."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from calculator.answers.bereken import bereken
from calculator.engine.in_use import ValueSet, using
from calculator.engine.values import Zekerheid
from calculator.rules.cao import CaoWaarden, TabelWaarden
from calculator.web.forms.answers import STEPS
from calculator.web.forms.sectors import PlaceField, offered
from tests.calculator.web.forms.typed import answers, elsewhere, gross, in_sector, rest, work


@pytest.mark.parametrize(
    ("typed", "wage", "pension"),
    [
        (in_sector("vo", "LC-8"), {"cao": "vo", "scale": "LC", "step": 8, "hours": 28}, "abp"),
        (
            in_sector("kinderopvang", "6-15"),
            {"cao": "kinderopvang", "scale": "6", "step": 15, "hours": 28},
            "pfzw",
        ),
    ],
)
@pytest.mark.parametrize("later", [{}, rest(pension="none")])
def test_a_table_of_another_sector_goes_with_its_own_fund(typed, wage, pension, later):
    asked = answers(typed, later)
    assert asked.first_wrong is None

    (person,) = asked.document()["people"]

    assert (person["wage"], person["pension"]) == (wage, pension)
    assert bereken(asked.document())["results"][0]["people"][0]["pension_premium_year"] > 0


def test_primary_education_is_the_default_and_asks_for_no_sector():
    form = answers(work()).form(STEPS[0])

    assert form.errors == {}
    assert form.chosen("pay") == "scale"


@pytest.mark.parametrize("typed", [elsewhere("3.000"), elsewhere("3.000", sector="month")])
def test_a_sector_without_a_table_asks_for_the_pay(typed):
    asked = answers(typed)

    assert asked.first_wrong is None
    assert asked.document()["people"][0]["wage"]["month"] == 3000


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (in_sector("vo", ""), {"place_vo": ["Kies je schaal en trede uit de lijst."]}),
        (in_sector("vo", "LB-13"), {"place_vo": ["Kies uit de lijst."]}),
        (in_sector("kinderopvang", ""), {"place_kinderopvang": ["Kies je schaal en nummer uit de lijst."]}),
        (
            in_sector("kinderopvang", "6-15", now="38"),
            {"hours_now": ["38 uur per week kan niet. Vul een getal in van 0 tot en met 36."]},
        ),
    ],
)
def test_what_is_wrong_is_said_at_the_field(typed, errors):
    asked = answers(typed)

    form = asked.form(asked.first_wrong)

    assert {name: list(texts) for name, texts in form.errors.items()} == errors


def test_a_sector_whose_table_is_gone_is_asked_anew():
    """A release can be taken back while someone is answering."""
    asked = answers(in_sector("vvt", "45-3"))

    assert asked.form(asked.first_wrong).errors["sector"] == ["Kies een van de mogelijkheden."]


def test_every_scale_and_step_of_a_table_can_be_chosen_and_computed():
    for cao in offered(2026):
        field = PlaceField(cao, 2026)
        places = [value for _, group in field.choices[1:] for value, _ in group]

        assert len(places) == len(set(places)) == sum(map(len, cao.scales(2026).values()))
        for place in (places[0], places[-1]):
            assert answers(in_sector(cao.key, place)).first_wrong is None


def test_a_sector_is_offered_only_where_there_is_a_table_of_the_year():
    assert [cao.key for cao in offered(2026)] == ["vo", "kinderopvang"]
    assert [cao.key for cao in offered(2022)] == ["vo"]


@pytest.mark.parametrize(
    ("typed", "in_school"),
    [
        (work(), True),
        (gross("3.000"), True),
        (in_sector("vo", "LB-3"), True),
        (in_sector("kinderopvang", "6-15"), False),
        (elsewhere("3.000"), False),
    ],
)
def test_who_works_in_a_school_talks_with_a_director(typed, in_school):
    asked = answers(typed)
    assert asked.first_wrong is None

    assert asked.form(STEPS[0]).in_school is in_school


def test_a_sector_whose_table_is_released_comes_along_by_itself():
    year = {
        "vanaf": date(2026, 1, 1),
        "tot_en_met": date(2026, 12, 31),
        "bron": ("Cao",),
        "zekerheid": Zekerheid.BEVESTIGD,
    }
    table = TabelWaarden(**year, marge=0, schalen={"FWG35": (250_000, 260_000)}, eerste_trede={"FWG35": 3})
    terms = CaoWaarden(**year, voltijd_uren=36, fonds="pfzw", vakantiegeld=8000, eindejaarsuitkering=8330)
    released = ValueSet({"cao_vvt_tabellen": [(table,)], "cao_vvt": [(terms,)]}, version="vvt")

    with using(released):
        asked = answers(in_sector("vvt", "FWG35-4"))
        places = [place.field.choices[1][1] for _, place in asked.form(STEPS[0]).places]
        assert asked.first_wrong is None
        (result, _) = bereken(asked.document())["results"]

    assert places[-1] == [
        ("FWG35-3", "Schaal FWG35, trede 3"),
        ("FWG35-4", "Schaal FWG35, trede 4"),
    ]
    assert result["people"][0]["payroll"]["gross_month"] == round(2600 * 28 / 36, 2)


def test_the_list_of_places_says_which_one_was_chosen():
    form = answers(in_sector("kinderopvang", "6-15")).form(STEPS[0])

    page = BeautifulSoup(str(form["place_kinderopvang"]), "html.parser")

    (chosen,) = page.select("option[selected]")
    assert (chosen["value"], chosen.get_text(), chosen.parent["label"]) == ("6-15", "Schaal 6, nummer 15", "Schaal 6")
    assert page.select_one("select")["name"] == "work-place_kinderopvang"
    assert page.select_one("option")["value"] == ""
