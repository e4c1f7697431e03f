"""Households that differ in what the answer has to say, as they'd be typed."""

from calculator.web.presentation.outcome import Outcome, compute
from tests.calculator.web.forms.typed import (
    answers,
    children,
    elsewhere,
    no_partner,
    on_pay,
    other_home,
    own_home,
    partner,
    partner_with,
    rent,
    rest,
    work,
)

NO_CHILDREN = children()
TWO_IN_CARE = children(("1-9-2018", "bso", "40", "9,80"), ("1-3-2021", "bso", "40", "9,80"))
TYPED = {
    "alone": (work(), no_partner(), NO_CHILDREN, other_home(), rest()),
    "breadwinner": (work(), partner_with("year", year_income="32.000"), TWO_IN_CARE, rent(), rest()),
    "fewer hours": (work("36", "24"), partner(), TWO_IN_CARE, own_home(), rest()),
    "no change": (work("28", "28"), partner(), TWO_IN_CARE, rent(), rest()),
    "starting": (work("0", "20"), partner(), TWO_IN_CARE, rent(), rest()),
    "stopping": (work("20", "0"), partner(), TWO_IN_CARE, rent(), rest()),
    "lone parent": (
        work("32", "20"), no_partner(), children("1-9-2018"), rent("720"), rest(),
    ),
    "credit changes hands": (
        work("24", "36"), partner_with("scale", scale="LB", step="8", hours="30"), children("1-9-2018"), own_home(),
        rest(),
    ),
    "elsewhere": (
        elsewhere("2.600", "24", "36,86", fulltime_hours="36,86"), no_partner(), NO_CHILDREN, rent("650"),
        rest(pension="pfzw"),
    ),
    "half hours": (work("28,5", "30,5"), no_partner(), NO_CHILDREN, rent("620"), rest()),
    "other job": (work("16", "24"), no_partner(), NO_CHILDREN, other_home(), rest(tax_credit="no")),
    "aow": (work("16", "24", birth_year="1950"), no_partner(), NO_CHILDREN, rent("650"), rest(other_income="19.000")),
    "debt and travel": (
        work("16", "32"), no_partner(), NO_CHILDREN, rent(),
        rest(debt="30.000", debt_scheme="sf15", km="25", km_cost="0,35"),
    ),
    "partner without wage": (work("20", "32"), partner_with("nothing"), TWO_IN_CARE, rent(), rest()),
    "twelve children": (
        work("16", "24"), partner(), children(*[f"3-{month}-{2008 + month}" for month in range(1, 13)]), rent("950"),
        rest(),
    ),
    "short of money": (
        elsewhere("1.500", "20", "30"), no_partner(), children(("1-5-2025", "dagopvang", "230", "25")), other_home(),
        rest(),
    ),
    "much savings": (work("24", "32"), no_partner(), children("1-9-2018"), rent(), rest(assets="250.000")),
    "from august": (
        work("24", "32", start="8", bonus="2.000", fixed="december", fixed_amount="1.622,50"), partner(), TWO_IN_CARE,
        rent(), rest(km="20", km_cost="0,30"),
    ),
    "care": (on_pay("zorg"), no_partner(), NO_CHILDREN, rent("650"), rest()),
    "leave and ww": (
        work("16", "24", leave="50", birth_year="1965"),
        partner(benefit="ww", benefit_month="900", benefit_old="2.800"), NO_CHILDREN, other_home(),
        rest(benefit="ww", benefit_month="800", benefit_old="3.100"),
    ),
    "skipped": (work(),),
}  # fmt: skip


def outcome_of(name: str) -> Outcome:
    return outcome(*TYPED[name])


def outcome(*steps, year=2026) -> Outcome:
    typed = answers(*steps, year=year)
    assert typed.first_wrong is None, typed.form(typed.first_wrong).errors
    return compute(typed)


def plain(text: str) -> str:
    """Without the spaces that don't break, so that expected words can be typed."""
    return text.replace("\u00a0", " ")
