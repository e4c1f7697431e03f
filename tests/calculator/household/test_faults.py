"""Every way in which a document can be wrong: the path of the key, what is wrong and what is allowed."""

import math

import pytest

from calculator.answers.bereken import bereken
from calculator.household.calculation import curve
from calculator.household.intake.document import parse
from calculator.household.intake.faults import Fault, Faults
from tests.calculator.documents import FAMILY, TEACHER, alone, family, with_wage


def faults(document):
    with pytest.raises(Faults) as wrong:
        bereken(document)
    return {fault.path: fault.message for fault in wrong.value.faults}


WRONG_NUMBERS = [
    (math.nan, "Dit is geen getal."),
    (math.inf, "Dit is geen getal."),
    (-math.inf, "Dit is geen getal."),
    (1e308, "Zo’n groot of klein getal kan niet."),
    (10**20, "kan niet."),
    (12345678901234567890, "kan niet."),
    (-1, "-1 kan niet."),
    (-0.01, "-0,01 kan niet."),
    (True, "Ja of nee is geen getal."),
    ("28", "De tekst “28” is geen getal."),
    ("1.234,56", "De tekst “1.234,56” is geen getal."),
    ("", "De tekst “” is geen getal."),
    ([28], "Hier hoort een getal."),
    ({}, "Hier hoort een getal."),
    (None, "Dit is leeg."),
]


@pytest.mark.parametrize(("value", "message"), WRONG_NUMBERS)
def test_a_wrong_number_is_named_at_its_own_key(value, message):
    by_path = faults(family(assets=value))

    assert list(by_path) == ["assets"]
    assert message in by_path["assets"]
    assert "Vul een bedrag in euro’s in van 0 tot en met 100.000.000." in by_path["assets"]


@pytest.mark.parametrize("hours", [99, 40.01, -1, 1e308, math.nan, True, "28", None, 10**20])
def test_hours_that_cant_be_are_named_with_what_can(hours):
    by_path = faults(alone({"wage": {"cao": "po", "scale": "LB", "step": 8, "hours": hours}}))

    assert list(by_path) == ["people[0].wage.hours"]
    assert "van 0 tot en met 40." in by_path["people[0].wage.hours"]


@pytest.mark.parametrize(("key", "value"), [("hours", True), ("step", True), ("step", 1.5), ("scale", ["LB"])])
def test_a_wage_like_one_that_was_right_before_is_looked_at_anew(key, value):
    right = {"cao": "po", "scale": "LB", "step": 1, "hours": 1}
    bereken(alone({"wage": right}))

    assert list(faults(alone({"wage": {**right, key: value}}))) == [f"people[0].wage.{key}"]


def test_a_wrong_wage_is_as_wrong_the_second_time():
    wrong = alone({"wage": {"cao": "po", "scale": "LB", "step": 99, "hours": 28}})

    assert faults(wrong) == faults(wrong)
    assert list(faults(wrong)) == ["people[0].wage.step"]


def test_more_hours_than_a_week_at_work_has():
    assert faults(alone(hours=[28, 99])) == {
        "hours[1]": "99 kan niet. Vul een aantal uren per week in van 0 tot en met 40."
    }


BIRTH_DATES = [
    ("31-04-1988", "geen datum"),
    ("1988-4-12", "geen datum"),
    ("19880412", "geen datum"),
    ("1988-W15-2", "geen datum"),
    ("1988-04-12T00:00:00", "geen datum"),
    (" 1988-04-12", "geen datum"),
    ("१९८८-०४-१२", "geen datum"),
    (19880412, "geen datum"),
    (None, "geen datum"),
    ("", "geen datum"),
    ("1988-04-31", "31 april 1988 bestaat niet. April heeft 30 dagen."),
    ("1989-02-29", "29 februari 1989 bestaat niet. Februari heeft 28 dagen."),
    ("1988-02-30", "Februari heeft 29 dagen."),
    ("1988-13-01", "1988-13-01 bestaat niet."),
    ("1988-12-00", "December heeft 31 dagen."),
    ("0000-01-01", "0000-01-01 bestaat niet."),
    ("0001-01-01", "1 januari 1 kan niet."),
    ("9999-12-31", "31 december 9999 kan niet."),
    ("2008-01-02", "een volwassene is op 1 januari 18 jaar of ouder"),
]


@pytest.mark.parametrize(("value", "message"), BIRTH_DATES)
def test_a_birth_date_that_isnt_one_or_cant_be(value, message):
    by_path = faults(alone({"birth_date": value}))

    assert list(by_path) == ["people[0].birth_date"]
    assert message in by_path["people[0].birth_date"]


@pytest.mark.parametrize(
    "born", ["1988-02-29", "2008-01-01", "1959-06-01", "1958-12-31", "1959-01-01", "1960-01-01", "1900-01-01"]
)
def test_birth_dates_on_the_edge_are_fine(born):
    assert bereken(alone({"birth_date": born}))["results"][0]["hours"] == 28


@pytest.mark.fault("values missing")
def test_the_year_that_isnt_known_is_named_and_the_known_ones_are_listed(seen):
    known = "2021, 2022, 2023, 2024, 2025, 2026, 2027"

    said = faults(alone(year=2031))["year"]
    assert said == f"Voor “2031” kennen we niet alle regels. Kies uit {known}."
    seen(said)


@pytest.mark.parametrize("year", ["2026", 2026.0, True, None, math.nan, [], -1, 10**20])
def test_a_year_that_isnt_a_year(year):
    by_path = faults(alone(year=year))

    assert list(by_path) == ["year"]
    assert by_path["year"].endswith("Kies uit 2021, 2022, 2023, 2024, 2025, 2026, 2027.")


UNKNOWN_KEYS = [
    (family(loon=3), "loon"),
    (alone({"loon": 3}), "people[0].loon"),
    (alone({"wage": {**TEACHER["wage"], "bonus": 3}}), "people[0].wage.bonus"),
    (alone({"commute": {"km": 3}}), "people[0].commute.km"),
    (alone({"student_debt": {"amount": 1, "rente": 3}}), "people[0].student_debt.rente"),
    (alone({"pension": {"employee_premium_year": 1, "fund": "abp"}}), "people[0].pension.fund"),
    (family(housing={"kind": "none", "tuin": 1}), "housing.tuin"),
    (family(children=[{"birth_date": "2020-01-01", "naam": "x"}]), "children[0].naam"),
    (
        family(
            children=[
                {
                    "birth_date": "2020-01-01",
                    "childcare": {"kind": "bso", "hours_per_month": 1, "hourly_rate": 1, "dagen": 2},
                }
            ]
        ),
        "children[0].childcare.dagen",
    ),
]


@pytest.mark.parametrize(("document", "path"), UNKNOWN_KEYS)
def test_an_unknown_key_is_a_fault_with_its_path(document, path):
    by_path = faults(document)

    assert list(by_path) == [path]
    assert by_path[path].startswith("Deze sleutel kennen we niet. Bekend zijn ")


WAGES = [
    ({}, "people[0].wage", "Hier ontbreekt het loon zelf."),
    ({"cao": "po", "month_gross": 3}, "people[0].wage", "Deze vormen gaan niet samen."),
    ({"month_gross": 3000, "hours": 28}, "people[0].wage.hours", "Dit hoort niet bij een loon met “month_gross”."),
    ({"cao": "vvt", "scale": "35", "step": 1, "hours": 8}, "people[0].wage.cao", "Kies uit po, vo en kinderopvang."),
    ({"cao": "po", "scale": "OOP4", "step": 1, "hours": 8}, "people[0].wage.scale", "Kies uit LB, LC, LD, LE."),
    ({"cao": "po", "scale": 7, "step": 1, "hours": 8}, "people[0].wage.scale", "Vul in plaats daarvan je brutoloon in"),
    ({"cao": "po", "scale": "LB", "step": 13, "hours": 8}, "people[0].wage.step", "Vul in plaats daarvan je brutoloon"),
    ({"cao": "po", "scale": "LB", "step": 0, "hours": 8}, "people[0].wage.step", "van 1 tot en met 12."),
    ({"cao": "po", "scale": "LB", "step": 2.5, "hours": 8}, "people[0].wage.step", "2,5 is geen heel getal."),
    ({"cao": "po", "scale": "LB", "hours": 8}, "people[0].wage.step", "Dit ontbreekt."),
    ({"cao": "po", "scale": "LB", "step": 3}, "people[0].wage.hours", "Dit ontbreekt."),
    ({"month": 3000, "hours": 0, "fulltime_hours": 40}, "people[0].wage.hours", "Bij 0 uur hoort geen loonstrook."),
    ({"month": 3000, "hours": 41, "fulltime_hours": 40}, "people[0].wage.hours", "41 kan niet."),
    ({"month": 3000, "hours": 36.87, "fulltime_hours": 36.86}, "people[0].wage.hours", "tot en met 36,86."),
    ({"fulltime_month": 3000, "hours": 8, "fulltime_hours": 0}, "people[0].wage.fulltime_hours", "0 kan niet."),
    (
        {"fulltime_month": 3000, "hours": 8, "fulltime_hours": 40, "holiday_percent": 108},
        "people[0].wage.holiday_percent",
        "van 0 tot en met 30.",
    ),
    ({"taxable_year": 1e9}, "people[0].wage.taxable_year", "1.000.000.000 kan niet."),
    ("veel", "people[0].wage", "Hier hoort een object met"),
    ([], "people[0].wage", "Hier hoort een object met"),
]


@pytest.mark.parametrize(("wage", "path", "message"), WAGES)
def test_a_wage_that_is_wrong(wage, path, message):
    by_path = faults(with_wage(wage))

    assert list(by_path) == [path]
    assert message in by_path[path]


@pytest.mark.parametrize("scale", ["LB", "LC", "LD", "LE"])
def test_a_step_that_the_tables_dont_have_asks_for_the_gross_amount(scale):
    by_path = faults(with_wage({"cao": "po", "scale": scale, "step": 13, "hours": 20}))

    assert by_path == {
        "people[0].wage.step": "13 kan niet. Vul een trede in van 1 tot en met 12. Ken je je trede niet, of staat hij "
        'niet in de tabel? Vul in plaats daarvan je brutoloon in: {"month", "hours", "fulltime_hours"}, zoals op je '
        "loonstrook."
    }


PENSIONS = [
    (TEACHER["wage"], "pme", "people[0].pension", "Kies uit abp, pfzw, none"),
    (TEACHER["wage"], 3, "people[0].pension", "Kies uit abp, pfzw, none"),
    (TEACHER["wage"], {}, "people[0].pension.employee_premium_year", "Dit ontbreekt."),
    ({"taxable_year": 30000}, "abp", "people[0].pension", "Van een belastbaar loon is de premie al af."),
    ({"taxable_month": 3000}, {"employee_premium_year": 1}, "people[0].pension", "is de premie al af."),
    (
        TEACHER["wage"],
        {"employee_premium_year": 90_000},
        "people[0].pension.employee_premium_year",
        "Deze premie is hoger dan het brutoloon.",
    ),
]


@pytest.mark.parametrize(("wage", "pension", "path", "message"), PENSIONS)
def test_a_pension_that_is_wrong(wage, pension, path, message):
    by_path = faults(with_wage(wage, pension=pension))

    assert list(by_path) == [path]
    assert message in by_path[path]


SHAPES = [
    ([], "", "Hier hoort een object met year, people"),
    (None, "", "Hier hoort een object met year, people"),
    ("{}", "", "Hier hoort een object met year, people"),
    ({"year": 2026}, "people", "Dit ontbreekt."),
    ({"year": 2026, "people": []}, "people", "Deze lijst is leeg."),
    ({"year": 2026, "people": {}}, "people", "Hier hoort een lijst met volwassenen."),
    ({"year": 2026, "people": [TEACHER] * 3}, "people", "Vul hooguit 2 volwassenen in."),
    ({"year": 2026, "people": [3]}, "people[0]", "Hier hoort een object met birth_date"),
    (family(children=3), "children", "Hier hoort een lijst met kinderen."),
    (family(children=[{"birth_date": "2020-01-01"}] * 16), "children", "Vul hooguit 15 kinderen in."),
    (family(children=[{"birth_date": "2027-01-01"}]), "children[0].birth_date", "uiterlijk in dit jaar geboren"),
    (family(housing="huur"), "housing", "Hier hoort een object met kind"),
    (family(housing={"kind": "boot"}), "housing.kind", "Kies uit rent, own en none."),
    (family(housing={"kind": "rent"}), "housing.basic_rent", "Dit ontbreekt."),
    (family(housing={"kind": "rent", "basic_rent": 1, "woz_value": 1}), "housing.woz_value", "hoort niet bij wonen"),
    (family(hours="alle"), "hours", "Hier hoort een lijst met uren per week"),
    (family(hours=[]), "hours", "Deze lijst is leeg."),
    (family(hours=28), "hours", "Hier hoort een lijst met uren per week"),
    (family(hours=[1] * 501), "hours", "Vul hooguit 500 uren in."),
    (family(hours=[28, "32"]), "hours[1]", "De tekst “32” is geen getal."),
    (family(payroll_month=13), "payroll_month", "van 1 tot en met 12."),
    (family(payroll_month=1.5), "payroll_month", "1,5 is geen heel getal."),
    (family(explain="ja"), "explain", "Hier hoort true (ja) of false (nee)."),
    (alone({"payroll_tax_credit": 1}), "people[0].payroll_tax_credit", "Hier hoort true (ja) of false (nee)."),
    (with_wage({"taxable_year": 1}, hours=[28]), "hours", "Laat “hours” weg."),
    (with_wage(None, hours="all"), "hours", "Laat “hours” weg."),
    (alone({"student_debt": {"scheme": "sf99"}}), "people[0].student_debt.scheme", "Kies uit sf35 en sf15."),
]


@pytest.mark.parametrize(("document", "path", "message"), SHAPES)
def test_a_document_of_the_wrong_shape(document, path, message):
    by_path = faults(document)

    assert list(by_path) == [path]
    assert message in by_path[path]


def test_all_faults_are_named_at_once():
    document = {
        "year": 1900,
        "people": [
            {"birth_date": "1988-04-31", "wage": {"month_gross": -1}, "commute": {"km_one_way": "ver"}},
            {"wage": {"month_gross": math.nan}, "bonus": 1},
        ],
        "children": [{"birth_date": "gisteren", "childcare": {"kind": "oma", "hours_per_month": -1}}],
        "housing": {"kind": "rent", "basic_rent": "780"},
        "assets": -5,
        "hours": [],
        "payroll_month": 0,
        "spaargeld": 1,
    }

    assert list(faults(document)) == [
        "spaargeld",
        "year",
        "people[0].birth_date",
        "people[0].wage.month_gross",
        "people[0].commute.km_one_way",
        "people[1].bonus",
        "people[1].birth_date",
        "people[1].wage.month_gross",
        "children[0].birth_date",
        "children[0].childcare.kind",
        "children[0].childcare.hours_per_month",
        "children[0].childcare.hourly_rate",
        "housing.basic_rent",
        "assets",
        "hours",
        "payroll_month",
    ]


def test_what_was_typed_is_repeated_safely_and_short():
    typed = "\ud800\x00\u202e" + "é" * 1_000_000

    message = faults(family(assets=typed))["assets"]

    assert message.startswith("De tekst “???" + "é" * 37 + "…” is geen getal.")


def test_the_key_of_a_fault_is_short_and_printable_too():
    by_path = faults(family(**{"\ud800" + "k" * 999: 1}))

    assert list(by_path) == ["?" + "k" * 39 + "…"]


def test_the_document_itself_stays_as_it_was():
    document = family()

    bereken(document)

    assert document == FAMILY


def test_the_whole_picture_asks_for_hours():
    with pytest.raises(Faults) as wrong:
        curve(with_wage({"taxable_year": 30000}))

    assert wrong.value.faults == (Fault("people[0].wage", "Voor het hele plaatje zijn de uren bij dit loon nodig."),)


JSON = [
    ("", "Dit is geen geldige JSON."),
    ("{", "Dit is geen geldige JSON."),
    ("[" * 100_000, "De tekst heeft te veel lagen."),
    ('{"year": 2026, "year": 2025}', "De sleutel “year” staat er twee keer in."),
    (b"\xff\xfe{", "De tekst is geen UTF-8."),
    ("1" * 5000, "Dit is geen geldige JSON."),
]


@pytest.mark.parametrize(("text", "message"), JSON)
def test_text_that_isnt_a_document_is_a_fault_too(text, message):
    with pytest.raises(Faults) as wrong:
        parse(text)

    assert wrong.value.faults == (Fault("", message),)


def test_a_byte_order_mark_is_fine():
    assert parse(b'\xef\xbb\xbf{"year": 2026}') == {"year": 2026}
