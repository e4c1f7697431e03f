"""What visitors could type, for hypothesis: anything at all, and what has nothing wrong."""

from hypothesis import strategies as st

from calculator.household.years import COMPLETE
from calculator.rules.uitkeringen import WETTEN
from tests.calculator.web.forms.typed import (
    children,
    elsewhere,
    gross,
    in_sector,
    no_partner,
    on_pay,
    other_home,
    own_home,
    partner,
    partner_with,
    rent,
    rent_with,
    rest,
    work,
)


def amounts(high):
    """As people type them: whole, with a point for thousands, or with cents."""
    return st.one_of(
        st.integers(0, high).map(str),
        st.integers(0, high).map(lambda whole: f"{whole:,}".replace(",", ".")),
        st.integers(0, 100 * high).map(lambda cents: f"{cents / 100:.2f}".replace(".", ",")),
    )


def fields(prefix, **of):
    return st.fixed_dictionaries({}, optional={f"{prefix}-{name}": values for name, values in of.items()})


HOURS = st.one_of(
    st.integers(0, 48).map(str), st.integers(0, 96).map(lambda halves: f"{halves / 2:g}".replace(".", ","))
)
SCALES = {
    "scale": st.sampled_from(["LB", "LC", "LD", "LE", ""]),
    "step": st.sampled_from(["", "1", "8", "12", "13", "15"]),
}
DAYS = st.one_of(
    st.dates().map(lambda day: f"{day.day}-{day.month}-{day.year:04}"),
    st.integers(1995, 2027).map(lambda year: f"1-7-{year}"),
)
WORK = fields(
    "work", kind=st.sampled_from(["scale", "gross", "other"]), **SCALES, month=amounts(50_000),
    sector=st.sampled_from(["month", "cao-vo", "cao-kinderopvang", "cao-vvt", "pay-zorg", "pay-kinderopvang", ""]),
    place_vo=st.sampled_from(["", "LB-1", "LE-12", "LB-13", "8"]),
    place_kinderopvang=st.sampled_from(["", "6-10", "6-9", "10-39", "-6-10"]),
    fulltime_hours=st.sampled_from(["36", "38", "40", "36,86", "1", "48"]), holiday_percent=amounts(30),
    year_end_percent=amounts(30), hours_now=HOURS, hours_wish=HOURS, birth_year=st.integers(1930, 2010).map(str),
    start=st.sampled_from(["year", "2", "8", "12", ""]), bonus=amounts(50_000),
    fixed=st.sampled_from(["none", "december", "october", "allowance", ""]), fixed_amount=amounts(50_000),
    leave=st.sampled_from(["none", "50", "40", ""]),
)  # fmt: skip
PARTNER = fields(
    "partner", kind=st.sampled_from(["none", "partner"]),
    pay=st.sampled_from(["gross", "scale", "year", "nothing", ""]), **SCALES,
    month=amounts(50_000), hours=HOURS, pension=st.sampled_from(["none", "abp", "pfzw", ""]),
    benefit=st.sampled_from(["none", "ww", "anw", ""]), benefit_month=amounts(20_000),
    benefit_old=amounts(50_000),
    year_income=amounts(1_000_000), other_income=amounts(500_000), birth_year=st.integers(1930, 2010).map(str),
)  # fmt: skip
CARE = st.sampled_from(["none", "dagopvang", "bso", "gastouder"])
CHILD = st.tuples(DAYS, CARE, amounts(744), amounts(100), CARE, amounts(744), amounts(100))
HOME = fields(
    "home", kind=st.sampled_from(["rent", "own", "none"]), rent=amounts(10_000), service=amounts(5_000),
    mate=st.sampled_from(["none", "child", "parent", "other", ""]), mate_income=amounts(500_000),
    mate_born=st.integers(1930, 2010).map(str),
    woz=amounts(20_000_000), interest=amounts(500_000),
)  # fmt: skip
REST = fields(
    "rest", assets=amounts(50_000_000), other_income=amounts(500_000), second_wage=amounts(500_000),
    debt=amounts(500_000), benefit=st.sampled_from(["none", "ww", "bijstand", ""]), benefit_month=amounts(20_000),
    benefit_old=amounts(50_000),
    debt_scheme=st.sampled_from(["sf35", "sf15"]), km=amounts(500), km_cost=amounts(5), km_paid=amounts(5),
    pension=st.sampled_from(["abp", "pfzw", "none", ""]), tax_credit=st.sampled_from(["yes", "no", ""]),
)  # fmt: skip
LAWS = ["none", *WETTEN]
APART = fields(
    "children-0", kinderbijslag=st.sampled_from(["us", "other", ""]),
    lives=st.sampled_from(["here", "shared", "there", ""]),
)  # fmt: skip
CHILDREN = st.builds(
    lambda ones, apart: {**children(*ones), **(apart if ones else {})}, st.lists(CHILD, max_size=4), APART
)
ANYTHING = st.tuples(WORK, PARTNER, CHILDREN, HOME, REST)

# The same, within bounds
SOME_HOURS = st.integers(5, 72).map(lambda halves: f"{halves / 2:g}".replace(".", ","))
MONTH = st.integers(200, 500).map(str)
BIRTH_YEAR = st.sampled_from(["", "1935", "1950", "1965", "1980", "2003"])
RIGHT_WORK = st.one_of(
    st.builds(work, SOME_HOURS, SOME_HOURS, birth_year=BIRTH_YEAR, scale=st.sampled_from(["LB", "LC", "LD", "LE"])),
    st.builds(gross, MONTH, SOME_HOURS, SOME_HOURS),
    st.builds(
        work,
        SOME_HOURS,
        SOME_HOURS,
        start=st.sampled_from(["year", "5", "12"]),
        bonus=amounts(5_000),
        fixed=st.sampled_from(["december", "october", "allowance"]),
        fixed_amount=amounts(2_000),
        leave=st.sampled_from(["none", "50", "40"]),
        birth_year=st.sampled_from(["1961", "1964"]),
    ),
    st.builds(on_pay, st.sampled_from(["kinderopvang", "zorg"]), MONTH, SOME_HOURS, SOME_HOURS),
    st.builds(in_sector, st.just("vo"), st.sampled_from(["LB-1", "LD-12"]), SOME_HOURS, SOME_HOURS),
    st.builds(elsewhere, MONTH, SOME_HOURS, SOME_HOURS, fulltime_hours=st.sampled_from(["36", "36,86", "48"])),
)
RIGHT_PARTNER = st.one_of(
    st.just({}),
    st.just(no_partner()),
    st.builds(partner, MONTH, SOME_HOURS, pension=st.sampled_from(["none", "abp", "pfzw"]), birth_year=BIRTH_YEAR),
    st.builds(partner_with, st.just("nothing"), other_income=st.one_of(st.just(""), amounts(40_000))),
    st.builds(
        partner_with,
        st.just("year"),
        year_income=amounts(200_000),
        birth_year=BIRTH_YEAR,
        benefit=st.sampled_from(LAWS),
        benefit_month=amounts(2_000),
    ),
    st.builds(partner_with, st.just("scale"), scale=st.just("LC"), step=st.just("3"), hours=SOME_HOURS),
)
RIGHT_CHILD = st.tuples(
    st.integers(2000, 2022).map(lambda year: f"15-8-{year}"),
    st.sampled_from(["none", "dagopvang", "bso", "gastouder"]),
    st.integers(0, 230).map(str),
    st.one_of(st.just(""), st.integers(1, 20).map(str)),
    CARE,
    st.integers(0, 100).map(str),
    st.one_of(st.just(""), st.integers(1, 20).map(str)),
)
RIGHT_HOME = st.one_of(
    st.just({}),
    st.just(other_home()),
    st.builds(rent, amounts(1500), amounts(60)),
    st.builds(
        rent_with,
        st.sampled_from(["child", "parent", "other"]),
        amounts(40_000),
        mate_born=st.sampled_from(["1990", "2003"]),
    ),
    st.builds(own_home, amounts(1_500_000), amounts(30_000)),
)
RIGHT_REST = st.one_of(
    st.just({}),
    st.builds(
        rest, assets=amounts(200_000), other_income=amounts(30_000), debt=amounts(60_000), km=amounts(60),
        second_wage=st.one_of(st.just(""), amounts(30_000)),
        benefit=st.sampled_from(LAWS), benefit_month=amounts(2_000),
        km_cost=st.just("0,30"), km_paid=st.sampled_from(["", "0,10"]),
        pension=st.sampled_from(["abp", "pfzw", "none"]), tax_credit=st.sampled_from(["yes", "no"]),
    ),
)  # fmt: skip
RIGHT = st.tuples(
    RIGHT_WORK,
    RIGHT_PARTNER,
    st.builds(
        lambda ones, apart: {**children(*ones), **(apart if ones else {})}, st.lists(RIGHT_CHILD, max_size=3), APART
    ),
    RIGHT_HOME,
    RIGHT_REST,
)
TYPED = st.one_of(RIGHT, ANYTHING)
# Of 2022 the engine has no pension premium for teachers, so it refuses them.
YEARS = st.sampled_from([year for year in COMPLETE if year > 2022])
