"""Every field where something is typed, with everything bad that could be typed into it."""

import pytest
from django.utils.html import escape

from calculator.web.forms.answers import STEPS
from calculator.web.forms.children import ChildFormSet
from calculator.web.forms.fields import DayField, HoursField, NumberField, TypedField, YearField
from calculator.web.forms.parsing import CannotRead
from tests.calculator.web.forms.typed import (
    answers,
    children,
    elsewhere,
    gross,
    no_partner,
    other_home,
    own_home,
    partner,
    partner_with,
    rent,
    rent_with,
    rest,
    work,
)

OLD_RENT = 2025
"""Service costs are asked up to and including this year."""
CHILD = ("1-9-2018", "bso", "40", "9,80")
TWO_CARES = (*CHILD, "gastouder", "20", "8")
SETTINGS = {
    "work-month": (gross("2.600"), 2026),
    "work-fulltime_hours": (elsewhere("2.600"), 2026),
    "work-holiday_percent": (elsewhere("2.600"), 2026),
    "work-year_end_percent": (elsewhere("2.600"), 2026),
    "work-hours_now": (work(), 2026),
    "work-hours_wish": (work(), 2026),
    "work-birth_year": (work(), 2026),
    "work-bonus": (work(), 2026),
    "work-fixed_amount": (work(fixed="december", fixed_amount="1.622,50"), 2026),
    "partner-month": (partner(), 2026),
    "partner-hours": (partner(), 2026),
    "partner-year_income": (partner_with("year", year_income="32.000"), 2026),
    "partner-profit": (partner_with("business", profit="38.000"), 2026),
    "partner-other_income": (partner_with("nothing"), 2026),
    "partner-benefit_month": (partner(benefit="ww", benefit_month="900"), 2026),
    "partner-benefit_old": (partner(benefit="ww", benefit_month="900"), 2026),
    "partner-birth_year": (partner(), 2026),
    "children-0-born": (children(CHILD), 2026),
    "children-0-hours": (children(CHILD), 2026),
    "children-0-hours_wish": (children(CHILD), 2026),
    "children-0-rate": (children(CHILD), 2026),
    "children-0-hours2": (children(TWO_CARES), 2026),
    "children-0-hours_wish2": (children(TWO_CARES), 2026),
    "children-0-rate2": (children(TWO_CARES), 2026),
    "home-rent": (rent(), 2026),
    "home-service": (rent(), OLD_RENT),
    "home-mate_income": (rent_with("parent"), 2026),
    "home-mate_born": (rent_with("child", mate_born="2004"), 2026),
    "home-woz": (own_home(), 2026),
    "home-interest": (own_home(), 2026),
    "rest-assets": (rest(), 2026),
    "rest-other_income": (rest(), 2026),
    "rest-second_wage": (rest(), 2026),
    "rest-benefit_month": (rest(benefit="ww", benefit_month="900"), 2026),
    "rest-benefit_old": (rest(benefit="ww", benefit_month="900"), 2026),
    "rest-debt": (rest(), 2026),
    "rest-km": (rest(km="20", km_cost="0,30"), 2026),
    "rest-km_cost": (rest(km="20", km_cost="0,30"), 2026),
    "rest-km_paid": (rest(km="20", km_cost="0,30"), 2026),
}
CHECK = "Kijk of loon en uren bij elkaar horen."
NEVER_RIGHT = [
    "-5",
    "−5",
    "1e308",
    "1e5",
    "NaN",
    "99999999999999999999",
    "999999999999999",
    "٢٨",
    "２８",
    "28 of 32",
    "2\x008",
    "\u202e28",
    "😀",
    "2\u200b8",
    "=1+1",
    "<script>alert('x')</script>",
    "31-4-2019",
    "29-2-2023",
    "1-1-0001",
    "31-12-9999",
    "x" * 1_000_000,
]
REQUIRED = {
    "work-month",
    "work-fulltime_hours",
    "work-holiday_percent",
    "work-hours_now",
    "work-hours_wish",
    "work-fixed_amount",
    "partner-month",
    "partner-hours",
    "partner-year_income",
    "partner-profit",
    "partner-benefit_month",
    "rest-benefit_month",
    "children-0-born",
    "children-0-hours",
    "children-0-hours2",
    "home-rent",
    "home-mate_income",
    "home-mate_born",
    "home-woz",
    "home-interest",
    "rest-km",
    "rest-km_cost",
}


def typed_form(name, text):
    """The form in which only this field was typed otherwise, and the field's own name in it."""
    others, year = SETTINGS[name]
    asked = answers(work(), {**others, name: text}, year=year)
    step = next(step for step in STEPS if name.startswith(step.prefix))
    form = asked.form(step)
    return asked, (form.forms[0] if isinstance(form, ChildFormSet) else form), name.rpartition("-")[2]


def test_every_field_where_something_is_typed_is_tried():
    everything = answers(work(), no_partner(), children(CHILD), other_home(), rest(), year=OLD_RENT)
    forms = [everything.form(step) for step in STEPS]
    single = [form.forms[0] if isinstance(form, ChildFormSet) else form for form in forms]

    typed_in = {
        form.add_prefix(name) for form in single for name, field in form.fields.items() if isinstance(field, TypedField)
    }

    assert typed_in == set(SETTINGS)


@pytest.mark.parametrize("name", SETTINGS)
def test_the_settings_themselves_are_right(name):
    others, year = SETTINGS[name]
    everything = answers(work(), others, year=year)

    assert everything.first_wrong is None


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("text", NEVER_RIGHT, ids=lambda text: ascii(text[:12]))
def test_what_is_wrong_is_said_at_its_own_field_and_stays_in_the_box(name, text):
    asked, form, field = typed_form(name, text)

    assert not form.is_valid()
    assert set(form.errors) == {field}
    (said,) = form.errors[field]
    assert said.endswith((".", "?"))
    assert len(said) < 250
    assert form[field].value() == text
    assert f'value="{escape(text)}"' in str(form[field])
    assert dict(asked.carried())[name] == (text if len(text) <= 200 else f"{text[:200]}…")


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_field_is_asked_for_only_where_it_is_needed(name, text):
    _, form, field = typed_form(name, text)

    assert set(form.errors) == ({field} if name in REQUIRED else set())


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("work-hours_now", "82", "82 uur per week kan niet. Vul een getal in van 0 tot en met 40. Bedoelde je 28?"),
        ("work-hours_wish", "320", "320 uur per week kan niet. Vul een getal in van 0 tot en met 40. Bedoelde je 32?"),
        ("work-hours_now", "285", "285 uur per week kan niet. Vul een getal in van 0 tot en met 40. Bedoelde je 28,5?"),
        ("work-hours_now", "-28", "−28 uur per week kan niet. Vul een getal in van 0 tot en met 40. Bedoelde je 28?"),
        ("work-hours_now", "99", "99 uur per week kan niet. Vul een getal in van 0 tot en met 40."),
        ("work-hours_now", "40,01", "40,01 uur per week kan niet. Vul een getal in van 0 tot en met 40."),
        ("work-hours_now", "28,555", "Bedoel je 28.555 of 28,55? Gebruik een komma alleen voor de centen."),
        ("work-hours_now", "28.5555", "Gebruik hooguit 2 cijfers achter de komma."),
        ("work-hours_now", "veel", "“veel” is geen getal. Vul een getal in."),
        ("work-hours_now", "1e308", "“1e308” is geen getal. Vul een getal in."),
        ("work-hours_now", "NaN", "“NaN” is geen getal. Vul een getal in."),
        ("work-hours_now", "2\x008", "Null-tekens zijn niet toegestaan."),
        ("work-month", "0", "€ 0 kan niet. Vul een bedrag in van € 1 tot en met € 50.000."),
        ("work-month", "-1", "− € 1 kan niet. Vul een bedrag in van € 1 tot en met € 50.000."),
        ("work-month", "50.000,01", "€ 50.000,01 kan niet. Vul een bedrag in van € 1 tot en met € 50.000."),
        ("work-month", "", "Vul je brutoloon per maand in. Het staat bovenaan op je loonstrook."),
        (
            "work-month",
            "40.000",
            f"Met dit loon voor 28 uur is een volledige baan €\u00a057.143 per maand. {CHECK}",
        ),
        ("work-birth_year", "86", "Vul alleen het jaar in, met vier cijfers. Bijvoorbeeld 1986."),
        ("work-birth_year", "2008", "2008 kan niet. Vul een jaar in van 1930 tot en met 2007."),
        ("children-0-born", "31-4-2019", "31 april bestaat niet. April heeft 30 dagen."),
        (
            "children-0-born",
            "31-12-9999",
            "31 december 9999 kan niet. Vul een datum in van 1 januari 1996 tot en met 31 december 2026.",
        ),
        ("children-0-rate", "101", "€ 101 kan niet. Vul een bedrag in van € 0 tot en met € 100."),
        ("rest-assets", "1,234", "Bedoel je 1.234 of 1,23? Gebruik een komma alleen voor de centen."),
    ],
)
def test_what_is_wrong_is_explained_whole(name, text, said):
    _, form, field = typed_form(name, text)

    assert form.errors.get(field) == [said]


@pytest.mark.parametrize("text", ["1.234,56", "1,234.56", "1234,56", "€ 1.234,56", "1 234,56"])
def test_an_amount_is_read_however_it_was_typed(text):
    _, form, field = typed_form("rest-assets", text)

    assert form.is_valid()
    assert str(form.cleaned_data[field]) == "1234.56"


def test_zero_is_an_answer():
    for name in sorted(set(SETTINGS) - {"work-month", "work-fulltime_hours"}):
        _, form, field = typed_form(name, "0")
        if isinstance(form.fields[field], DayField | YearField) or name == "partner-hours":
            continue

        assert form.is_valid(), name
        assert form.cleaned_data[field] == 0, name


def test_bounds_are_part_of_what_is_allowed():
    field = NumberField(low=1, high=48)

    assert [str(field.clean(text)) for text in ("1", "48")] == ["1", "48"]
    for text in ("0,99", "48,01"):
        with pytest.raises(Exception, match="Vul een getal in van 1 tot en met 48"):
            field.clean(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("82", "28"), ("320", "32"), ("63", "36"), ("365", "36.5"), ("99", None), ("7000", None), ("41", "14")],
)
def test_a_slip_of_the_keys_is_asked_back_when_it_would_be_a_usual_number_of_hours(typed, meant):
    with pytest.raises(CannotRead) as reason:
        HoursField(high=40).read(typed)

    question = f"Bedoelde je {meant.replace('.', ',')}?" if meant else "tot en met 40."
    assert str(reason.value).endswith(question)
