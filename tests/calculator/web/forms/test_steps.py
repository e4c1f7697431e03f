"""What the steps ask of each other's answers, and what they make of them."""

import pytest

from calculator.web.forms.answers import BY_SLUG
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
    rest,
    work,
)

ESCAPE = "Weet je hem niet? Kies dan bovenaan “Met mijn brutoloon”."
NO_HOURS = "Bij 0 uur hoort geen loonstrook. Vul de uren in die bij dit loon horen."
CHECK = "Kijk of loon en uren bij elkaar horen."


def form_of(slug, *steps, year=2026):
    form = answers(*steps, year=year).form(BY_SLUG[slug])
    form.is_valid()
    return form


def errors_of(slug, *steps, year=2026):
    form = form_of(slug, *steps, year=year)
    assert not getattr(form, "non_form_errors", list)()
    errors = form.errors if isinstance(form.errors, dict) else form.errors[0]
    return {name: list(said) for name, said in errors.items()}


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (work(kind=""), {"kind": ["Kies een van de mogelijkheden."]}),
        (work(kind="anders"), {"kind": ["Kies een van de mogelijkheden."]}),
        (
            work(step=""),
            {"step": [f"Kies een trede van 1 tot en met 12. {ESCAPE}"]},
        ),
        (
            work(step="13"),
            {"step": [f"Schaal LB loopt tot en met trede 12. {ESCAPE}"]},
        ),
        (work(step="99"), {"step": ["Kies een trede uit de lijst."]}),
        (work(scale=""), {"scale": [f"Kies een schaal. {ESCAPE}"]}),
        (work(scale="L12"), {"scale": ["Kies een van de mogelijkheden."]}),
        (work(now="", wish=""), {
            "hours_now": ["Vul in hoeveel uur je nu werkt. Werk je nu niet? Vul dan 0 in."],
            "hours_wish": ["Vul in aan hoeveel uur je denkt."],
        }),
        (work(now="0"), {}),
        (work(now="40", wish="40"), {}),
        (work(month="wat dan ook", fulltime_hours="x"), {}),
        (gross("2.600", now="0"), {"hours_now": [NO_HOURS]}),
        (gross("2.600", scale="onzin", step="onzin"), {}),
        (elsewhere("2.600", wish="36"), {}),
        (elsewhere("2.600", wish="37"), {
            "hours_wish": ["37 uur per week kan niet. Vul een getal in van 0 tot en met 36."]
        }),
        (elsewhere("2.600", wish="63"), {
            "hours_wish": ["63 uur per week kan niet. Vul een getal in van 0 tot en met 36. Bedoelde je 36?"]
        }),
        (elsewhere("2.600", wish="45", fulltime_hours="36,86"), {
            "hours_wish": ["45 uur per week kan niet. Vul een getal in van 0 tot en met 36,86."]
        }),
        (elsewhere("2.600", wish="45", fulltime_hours="x"), {
            "fulltime_hours": ["“x” is geen getal. Vul een getal in van 1 tot en met 48."]
        }),
        (elsewhere("2.600", year_end_percent=""), {}),
    ],
)  # fmt: skip
def test_work_and_pay(typed, errors):
    assert errors_of("werk", typed) == errors


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (no_partner(), {}),
        ({"partner-kind": ""}, {"kind": ["Kies een van de mogelijkheden."]}),
        ({"partner-kind": "none", "partner-month": "onzin", "partner-birth_year": "x"}, {}),
        (partner_with(""), {"pay": ["Kies wat je van het loon van je partner weet."]}),
        (partner_with("veel"), {"pay": ["Kies een van de mogelijkheden."]}),
        (partner_with("nothing"), {}),
        (partner_with("nothing", month="onzin", hours="onzin"), {}),
        (partner_with("nothing", other_income="onzin"), {
            "other_income": ["“onzin” is geen getal. Vul een bedrag in van € 0 tot en met € 500.000."]
        }),
        (partner_with("year"), {
            "year_income": ["Vul het belastbare loon van je partner in. Het staat op de jaaropgave."]
        }),
        (partner_with("scale", scale="LB", hours="30"), {
            "step": ["Kies een trede van 1 tot en met 12. Weet je hem niet? Vul dan het brutoloon in."]
        }),
        (partner_with("scale", scale="", step="3", hours="30"), {
            "scale": ["Kies een schaal. Weet je hem niet? Vul dan het brutoloon in."]
        }),
        (partner("", ""), {
            "month": ["Vul het brutoloon van je partner in, of kies “Mijn partner heeft geen loon”."],
            "hours": ["Vul in hoeveel uur je partner werkt."],
        }),
        (partner("2.600", "0"), {"hours": [NO_HOURS]}),
        (partner("0", "0"), {}),
        (partner("40.000", "8"), {
            "month": [f"Met dit loon voor 8 uur is een volledige baan €\u00a0200.000 per maand. {CHECK}"]
        }),
        (partner(birth_year="1959"), {}),
    ],
)  # fmt: skip
def test_partner(typed, errors):
    assert errors_of("partner", work(), typed) == errors


@pytest.mark.parametrize(
    ("child", "errors"),
    [
        ("1-9-2018", {}),
        ("", {"born": ["Vul de geboortedatum in, bijvoorbeeld 12-4-2019."]}),
        (("1-9-2018", "none", "onzin", "onzin"), {}),
        (("1-9-2018", "", "onzin", ""), {}),
        (("1-9-2018", "school", "", ""), {"care": ["Kies een van de mogelijkheden."]}),
        (("1-9-2018", "bso", "", ""), {"hours": ["Vul in hoeveel uur opvang dit kind per maand heeft."]}),
        (("1-9-2018", "bso", "40", ""), {}),
        (
            ("1-9-2018", "bso", "40", "", "gastouder", "", ""),
            {"hours2": ["Vul ook in hoeveel uur dit kind naar de andere opvang gaat."]},
        ),
        (("1-9-2018", "bso", "40", "", "none", "onzin", ""), {}),
    ],
)
def test_children(child, errors):
    assert errors_of("kinderen", work(), children(child)) == errors


def test_a_child_can_have_two_kinds_of_care():
    both = ("1-9-2019", "bso", "45", "9,80", "gastouder", "20", "")
    asked = answers(work(), children(both, "1-3-2023"))
    assert asked.first_wrong is None

    first, second = asked.document()["children"]

    assert first["childcare"] == [
        {"kind": "bso", "hours_per_month": 45, "hourly_rate": 9.8},
        {"kind": "gastouder", "hours_per_month": 20, "hourly_rate": 8.49},
    ]
    assert "childcare" not in second


def test_a_second_care_is_not_looked_at_without_a_first():
    typed = children(("1-9-2019", "none", "", "", "gastouder", "onzin", ""))

    assert errors_of("kinderen", work(), typed) == {}
    assert form_of("kinderen", work(), typed).children(wish=32) == [{"birth_date": "2019-09-01"}]


def test_a_thirteenth_child_is_one_too_many():
    form = form_of("kinderen", work(), children(*["1-9-2018"] * 13))

    assert form.non_form_errors() == ["We rekenen met hooguit 12 kinderen."]


@pytest.mark.parametrize("total", ["", "veel", "1e9", "99999999999999999999"])
def test_a_number_of_children_that_was_tampered_with_is_no_crash(total):
    typed = answers(work(), {**children("1-9-2018"), "children-TOTAL_FORMS": total})
    form = typed.form(BY_SLUG["kinderen"])

    assert not form.is_valid()
    assert len(form.forms) <= 13
    assert typed.first_wrong is BY_SLUG["kinderen"]


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (other_home(), {}),
        ({"home-kind": ""}, {"kind": ["Kies een van de mogelijkheden."]}),
        ({"home-kind": "none", "home-rent": "onzin", "home-woz": "onzin"}, {}),
        (rent(""), {"rent": ["Vul je kale huur in. Die staat op de brief van je verhuurder."]}),
        (rent("780", ""), {}),
        (rent("780", "onzin"), {}),
        (own_home("", ""), {
            "woz": ["Vul de WOZ-waarde in. Een ronde schatting mag."],
            "interest": ["Vul je hypotheekrente in. Betaal je geen rente? Vul dan 0 in."],
        }),
        (own_home("380.000", "0"), {}),
    ],
)  # fmt: skip
def test_home(typed, errors):
    assert errors_of("wonen", work(), typed) == errors


def test_service_costs_are_asked_only_where_they_count():
    this_year, before = (form_of("wonen", work(), rent("780", "30"), year=year) for year in (2026, 2025))

    assert "service" not in this_year.fields
    assert this_year.housing() == {"kind": "rent", "basic_rent": 780, "service_costs": 0}
    assert before.housing() == {"kind": "rent", "basic_rent": 780, "service_costs": 30}
    assert errors_of("wonen", work(), rent("780", "onzin"), year=2025) == {
        "service": ["“onzin” is geen getal. Vul een bedrag in van € 0 tot en met € 5.000."]
    }


KM = "Vul in hoeveel kilometer het naar je werk is. Of laat ook de andere vakken leeg."
KM_COST = "Vul in wat een kilometer je kost, bijvoorbeeld 0,30. Kost reizen je niets? Vul dan 0 in."


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (rest(), {}),
        ({"rest-assets": ""}, {}),
        (rest(km="20"), {"km_cost": [KM_COST]}),
        (rest(km_cost="0,30"), {"km": [KM]}),
        (rest(km_paid="0,10"), {"km": [KM], "km_cost": [KM_COST]}),
        (rest(km="20", km_cost="0"), {}),
        (rest(km="0"), {}),
        (rest(km="20", km_cost="onzin"), {
            "km_cost": ["“onzin” is geen getal. Vul een bedrag in van € 0 tot en met € 5."]
        }),
        (rest(debt="10.000", debt_scheme="sf99"), {"debt_scheme": ["Kies een van de mogelijkheden."]}),
        (rest(pension="bank"), {"pension": ["Kies een van de mogelijkheden."]}),
        (rest(tax_credit="misschien"), {"tax_credit": ["Kies een van de mogelijkheden."]}),
    ],
)  # fmt: skip
def test_savings_and_the_rest(typed, errors):
    assert errors_of("overig", work(), typed) == errors


# What the steps mean


@pytest.mark.parametrize(
    ("typed", "wage"),
    [
        (work("28,5"), {"cao": "po", "scale": "LB", "step": 8, "hours": 28.5}),
        (
            gross("2.600,50"),
            {"month": 2600.5, "hours": 28, "fulltime_hours": 40, "holiday_percent": 8.0, "year_end_percent": 8.33},
        ),
        (
            elsewhere("2.600", fulltime_hours="36,86", year_end_percent=""),
            {"month": 2600, "hours": 28, "fulltime_hours": 36.86, "holiday_percent": 8, "year_end_percent": 0},
        ),
    ],
)
def test_the_wage_in_the_document(typed, wage):
    assert form_of("werk", typed).person() == {"birth_date": "1986-07-01", "wage": wage}


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        (no_partner(), None),
        (partner_with("nothing"), {"birth_date": "1986-07-01"}),
        (
            partner_with("nothing", other_income="18.000", birth_year="1950"),
            {"birth_date": "1950-07-01", "other_income_year": 18000},
        ),
        (partner_with("year", year_income="32.000"), {"birth_date": "1986-07-01", "wage": {"taxable_year": 32000}}),
        (
            partner_with("scale", scale="LC", step="3", hours="30"),
            {"birth_date": "1986-07-01", "wage": {"cao": "po", "scale": "LC", "step": 3, "hours": 30}},
        ),
        (
            partner("3.400", "36"),
            {
                "birth_date": "1986-07-01",
                "wage": {"month": 3400, "hours": 36, "fulltime_hours": 40, "holiday_percent": 8},
                "pension": "none",
            },
        ),
        (
            partner("3.400", "36", pension="pfzw"),
            {
                "birth_date": "1986-07-01",
                "wage": {"month": 3400, "hours": 36, "fulltime_hours": 36, "holiday_percent": 8},
                "pension": "pfzw",
            },
        ),
        (
            partner("3.400", "38", pension="pfzw"),
            {
                "birth_date": "1986-07-01",
                "wage": {"month": 3400, "hours": 38, "fulltime_hours": 38, "holiday_percent": 8},
                "pension": "pfzw",
            },
        ),
        (partner("0", "0"), {"birth_date": "1986-07-01"}),
    ],
)
def test_the_partner_in_the_document(typed, person):
    assert form_of("partner", work(), typed).person() == person


def test_the_children_in_the_document():
    typed = children(
        "1-9-2018",
        ("1-3-2021", "dagopvang", "120,5", ""),
        ("2-2-2020", "bso", "40", "9,80"),
        ("3-3-2017", "bso", "0", ""),
    )

    assert form_of("kinderen", work(), typed).children(wish=32) == [
        {"birth_date": "2018-09-01"},
        {
            "birth_date": "2021-03-01",
            "childcare": {"kind": "dagopvang", "hours_per_month": 120.5, "hourly_rate": 11.23},
        },
        {"birth_date": "2020-02-02", "childcare": {"kind": "bso", "hours_per_month": 40, "hourly_rate": 9.8}},
        {"birth_date": "2017-03-03"},
    ]


def test_care_at_the_wish_goes_with_the_hours_of_the_wish():
    typed = children(("1-3-2021", "dagopvang", "120", "10", "bso", "20", "8"))
    typed |= {"children-0-hours_wish": "144", "children-0-hours_wish2": "20"}

    (child,) = form_of("kinderen", work(), typed).children(wish=32)

    assert child["childcare"] == [
        {
            **{"kind": "dagopvang", "hours_per_month": 120, "hourly_rate": 10},
            "follows": {"wish_hours": 32, "hours_per_month": 144},
        },
        {"kind": "bso", "hours_per_month": 20, "hourly_rate": 8},
    ]


@pytest.mark.parametrize("in_primary", [True, False])
def test_the_rest_in_the_document(in_primary):
    typed = rest(
        second_wage="9.000",
        other_income="500",
        debt="30.000",
        debt_scheme="sf15",
        km="25",
        km_cost="0,35",
        pension="pfzw",
        tax_credit="no",
    )

    form = form_of("overig", work(), typed)

    assert form.household() == {"assets": 12000}
    assert form.person(in_primary=in_primary) == {
        "pension": "pfzw",
        "payroll_tax_credit": False,
        "other_income_year": 500,
        "second_job": {"taxable_year": 9000},
        "student_debt": {"amount": 30000, "scheme": "sf15"},
        "commute": {"km_one_way": 25, "cost_per_km": 0.35, "reimbursement_per_km": "cao_po" if in_primary else None},
    }
