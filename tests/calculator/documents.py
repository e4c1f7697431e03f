"""Documents as someone could send them: a plain one to vary, and strategies for random right ones."""

import copy
from datetime import date, timedelta

from hypothesis import strategies as st

TEACHER = {
    "birth_date": "1988-04-12",
    "wage": {"cao": "po", "scale": "LB", "step": 8, "hours": 28},
    "pension": "abp",
}
FAMILY = {
    "year": 2026,
    "people": [
        TEACHER,
        {"birth_date": "1986-01-02", "wage": {"taxable_year": 32000}},
    ],
    "children": [
        {"birth_date": "2018-09-01", "childcare": {"kind": "bso", "hours_per_month": 40, "hourly_rate": 9.8}},
        {"birth_date": "2021-03-01", "childcare": {"kind": "bso", "hours_per_month": 40, "hourly_rate": 9.8}},
    ],
    "housing": {"kind": "rent", "basic_rent": 780, "service_costs": 30},
    "assets": 12000,
}


def family(**changes):
    """The family, with other values for keys of the document."""
    return {**copy.deepcopy(FAMILY), **copy.deepcopy(changes)}


def alone(person=None, **changes):
    """One adult without children or rent."""
    return {"year": 2026, "people": [copy.deepcopy({**TEACHER, **(person or {})})], **copy.deepcopy(changes)}


def with_wage(wage, *, pension=None, **changes):
    person = {"birth_date": "1988-04-12", "wage": wage}
    if pension is not None:
        person["pension"] = pension
    return {"year": 2026, "people": [person], **copy.deepcopy(changes)}


def days(first, last):
    return st.integers(0, (last - first).days).map(lambda number: (first + timedelta(days=number)).isoformat())


def euros(high, low=0):
    """Mostly whole euros, sometimes with cents."""
    return st.one_of(st.integers(low, high), st.integers(100 * low, 100 * high).map(lambda cents: cents / 100))


ADULTS = st.one_of(
    days(date(1959, 1, 1) + timedelta(days=366), date(2007, 12, 31)), days(date(1935, 1, 1), date(1958, 12, 31))
)
HOURS = st.one_of(st.integers(0, 40), st.integers(0, 4000).map(lambda hundredths: hundredths / 100))
CAO = st.fixed_dictionaries(
    {
        "cao": st.just("po"),
        "scale": st.sampled_from(["LB", "LC", "LD", "LE"]),
        "step": st.integers(1, 12),
        "hours": HOURS,
    }
)
PERCENTAGES = {"holiday_percent": st.sampled_from([8, 8.0, 10.5]), "year_end_percent": st.sampled_from([0, 5.5, 8.33])}
FULLTIME = st.fixed_dictionaries(
    {"fulltime_month": euros(9000), "fulltime_hours": st.just(40), "hours": HOURS}, optional=PERCENTAGES
)
MONTH = st.fixed_dictionaries(
    {"month": euros(9000), "fulltime_hours": st.just(40), "hours": HOURS.filter(lambda hours: hours > 0)},
    optional=PERCENTAGES,
)
BY_HOURS = st.one_of(CAO, CAO, FULLTIME, MONTH)
WITHOUT_HOURS = st.one_of(
    st.fixed_dictionaries({"month_gross": euros(12000)}),
    st.fixed_dictionaries({"taxable_month": euros(12000)}),
    st.fixed_dictionaries({"taxable_year": euros(160_000)}),
)


@st.composite
def people(draw, wages=BY_HOURS):
    person = {"birth_date": draw(ADULTS), "wage": draw(wages)}
    pension = draw(st.sampled_from([None, "abp", "pfzw", "none"]))
    if pension is not None and not {"taxable_year", "taxable_month"} & set(person["wage"]):
        person["pension"] = pension
    if draw(st.booleans()):
        person["payroll_tax_credit"] = draw(st.booleans())
        person["other_income_year"] = draw(euros(40_000))
    if draw(st.integers(0, 3)) == 0:
        person["commute"] = draw(
            st.fixed_dictionaries(
                {"km_one_way": euros(60), "cost_per_km": st.sampled_from([0, 0.19, 0.35])},
                optional={
                    "days_per_week": st.one_of(st.none(), st.integers(0, 5)),
                    "reimbursement_per_km": st.sampled_from([None, 0, 0.18, 0.5]),
                },
            )
        )
    if draw(st.integers(0, 3)) == 0:
        person["student_debt"] = {"amount": draw(euros(60_000)), "scheme": draw(st.sampled_from(["sf35", "sf15"]))}
    return person


CARE = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["dagopvang", "bso", "gastouder"]),
        "hours_per_month": st.one_of(st.integers(0, 240), st.just(61.5)),
        "hourly_rate": euros(15),
    }
)
CHILDREN = st.lists(
    st.fixed_dictionaries(
        {"birth_date": days(date(2003, 1, 1), date(2026, 12, 31))},
        optional={"childcare": st.one_of(CARE, st.lists(CARE, max_size=2), st.none())},
    ),
    max_size=4,
)
HOUSING = st.one_of(
    st.fixed_dictionaries({"kind": st.just("rent"), "basic_rent": euros(1400), "service_costs": euros(60)}),
    st.fixed_dictionaries(
        {"kind": st.just("own"), "woz_value": euros(1_600_000), "mortgage_interest_year": euros(30_000)}
    ),
    st.just({"kind": "none"}),
)
ASSETS = st.one_of(euros(60_000), st.sampled_from([38_479, 38_480, 76_958, 146_011, 184_634]))
PARTNERS = st.one_of(
    st.none(),
    people(),
    people(WITHOUT_HOURS),
    st.fixed_dictionaries({"birth_date": ADULTS}),
)


@st.composite
def households(draw, wages=BY_HOURS):
    """A right document of 2026."""
    partner = draw(PARTNERS)
    return {
        "year": 2026,
        "people": [draw(people(wages)), *([partner] if partner else [])],
        "children": draw(CHILDREN),
        "housing": draw(HOUSING),
        "assets": draw(ASSETS),
    }
