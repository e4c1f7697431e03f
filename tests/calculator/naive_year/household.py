"""From a document to what each part of the answer should be."""

from datetime import date
from fractions import Fraction

from tests.calculator.naive_year import allowances, tax
from tests.calculator.naive_year.values import cents_down, exact, floor, half_up, in_year, on

TABLES = {"po": "cao_po", "kinderopvang": "cao_kinderopvang"}


def _cao_month(wage, day):
    table = on(f"{TABLES[wage['cao']]}_tabellen", day)
    first = table.get("eerste_trede", {}).get(wage["scale"], 1)
    return table["schalen"][wage["scale"]][int(wage["step"] - first)]


def _cao_allowance(wage, year, terms):
    last = on(f"{TABLES[wage['cao']]}_tabellen", date(year, 12, 31))
    top = last.get("eerste_trede", {}).get(wage["scale"], 1) + len(last["schalen"][wage["scale"]]) - 1
    name = "toelage_hoogste_trede" if wage["step"] == top else "toelage_lagere_treden"
    return terms.get(name, Fraction(0))


def pay(year, wage, hours):
    """Months, holiday pay, year-end pay, what else is paid apart, pensionable wage at full time, part-time factor."""
    if "cao" in wage:
        terms = in_year(TABLES[wage["cao"]], year)
        factor = hours / terms["voltijd_uren"]
        if "factor_cijfers" in terms:
            factor = half_up(factor, Fraction(1, 10 ** int(terms["factor_cijfers"])))
        months = [half_up(_cao_month(wage, date(year, month, 1)) * factor) for month in range(1, 13)]
        holiday, year_end = terms["vakantiegeld"], terms["eindejaarsuitkering"]
        allowance = _cao_allowance(wage, year, terms)
        january = _cao_month(wage, date(year, 1, 1))
        apart = half_up((allowance + terms.get("eenmalig", 0)) * factor)
        pensionable = allowance if terms.get("toelage_pensioengevend") else 0
    elif "fulltime_month" in wage or "month" in wage:
        full = exact(wage["fulltime_hours"])
        per = full if "fulltime_month" in wage else exact(wage["hours"])
        amount = exact(wage.get("fulltime_month", wage.get("month")))
        months, factor = [half_up(amount * hours / per)] * 12, hours / full
        holiday, year_end = exact(wage.get("holiday_percent", 8)), exact(wage.get("year_end_percent", 0))
        january, apart, pensionable = half_up(amount * full / per), Fraction(0), 0
    else:
        months, factor = [exact(wage.get("month_gross", wage.get("taxable_month")))] * 12, Fraction(1)
        holiday = year_end = apart = Fraction(0)
        january, pensionable = months[0], 0
    salary = sum(months)
    fulltime = 12 * january + half_up(12 * january * (holiday + year_end) / 100) + pensionable
    return months, half_up(salary * holiday / 100), half_up(salary * year_end / 100), apart, fulltime, factor


def premium(year, person, fulltime, factor):
    """A month and a year."""
    wage, kind = person["wage"], person["pension"]
    if kind == "none":
        return Fraction(0), Fraction(0)
    if isinstance(kind, dict):
        own = exact(kind["employee_premium_year"])
        return half_up(own / 12), own
    block = in_year(f"pensioen_{kind}", year)
    basis = max(0, min(fulltime, block["maximum"]) - block["franchise"])
    month = half_up(basis * block["werknemerspremie"] / 100 * factor / 12)
    assert wage
    return month, 12 * month


def person_year(year, person):
    born = date.fromisoformat(person["birth_date"])
    groep, wage = tax.group(born, year), person.get("wage")
    credit, disabled = person.get("payroll_tax_credit", True), person.get("jonggehandicaptenkorting", False)
    sums = dict.fromkeys(("gross", "premium", "taxable", "withheld", "net_month"), Fraction(0))

    def month_tax(amount, *, credit=credit):
        return tax.month_tax(year, amount, groep, credit=credit, disabled=disabled)

    if wage and "taxable_year" in wage:
        yearly = exact(wage["taxable_year"])
        month = cents_down(yearly / 12)
        sums.update(gross=yearly, taxable=yearly, withheld=12 * month_tax(month), net_month=month - month_tax(month))
    elif wage:
        months, *apart, fulltime, factor = pay(year, wage, exact(wage.get("hours", 0)))
        premium_month, premium_year = premium(year, person, fulltime, factor)
        gross = sum(months) + sum(apart)
        taxable = max(Fraction(0), gross - premium_year)
        percent = tax.special_percent(year, taxable, groep, credit=credit)
        withheld = sum(month_tax(month - premium_month) for month in months)
        withheld += sum(cents_down(amount * percent / 100) for amount in apart)
        net_month = months[-1] - premium_month - month_tax(months[-1] - premium_month)
        sums.update(gross=gross, premium=premium_year, taxable=taxable, withheld=withheld, net_month=net_month)
    second = exact(person.get("second_job", {}).get("taxable_year", 0))
    if second:
        sums["withheld"] += 12 * month_tax(cents_down(second / 12), credit=False)
    labour, other = sums["taxable"] + second, exact(person.get("other_income_year", 0))
    return {
        **sums, "born": born, "groep": groep, "disabled": disabled, "labour": labour, "other": other,
        "wage": floor(labour), "income": floor(labour) + floor(other),
    }  # fmt: skip


def answer(document):
    """All amounts in euros, exact. `due` is that of the best of 401 splits of a home between partners."""
    year, given = document["year"], document["people"]
    people, partner = [person_year(year, person) for person in given], len(given) == 2
    births = [date.fromisoformat(child["birth_date"]) for child in document["children"]]
    sheets = _assess(document, people, births)
    income = max(0, sum(sheet["income"] for sheet in sheets))
    assets, housing, new_year = exact(document["assets"]), document["housing"], date(year, 1, 1)
    at_home = len(people) + sum(born <= new_year for born in births)
    ages = [year - p["born"].year - (p["born"].timetuple().tm_yday > 1) for p in people]
    renting = housing["kind"] == "rent"
    young = max(ages) < (21 if year >= 2026 else 23) and at_home == len(people)
    allowance, bill = allowances.childcare(
        year,
        income,
        [(born, _list(child.get("childcare"))) for born, child in zip(births, document["children"], strict=True)],
        both_work=all(person["labour"] > 0 for person in people),
        worked_month=_worked_month(given),
    )
    return {
        "people": people,
        "due": [sheet["due"] for sheet in sheets],
        "income": income,
        "zorgtoeslag": allowances.zorgtoeslag(year, income, partner=partner, assets=assets),
        "huurtoeslag": allowances.huurtoeslag(
            year, income, people=at_home, partner=partner, assets=assets, rent=exact(housing["basic_rent"]),
            service=exact(housing["service_costs"]), aow=any(p["groep"] != "onder_aow" for p in people), young=young,
        ) if renting else 0,
        "kindgebonden_budget": allowances.kindgebonden_budget(year, income, births, partner=partner, assets=assets),
        "kinderopvangtoeslag": allowance,
        "kinderbijslag": allowances.kinderbijslag(year, births),
        "bill": bill,
    }  # fmt: skip


def _assess(document, people, births):
    year, housing = document["year"], document["housing"]
    young = any(date(year - 12, 1, 1) <= born <= date(year, 7, 1) for born in births)
    home = None
    if housing["kind"] == "own":
        home = tax.home(year, exact(housing["woz_value"]), exact(housing["mortgage_interest_year"]))
    if home is None:
        return tax.assess(year, people, young_child=young, balances=[0] * len(people), costs=[0] * len(people))
    balance, costs = home
    if len(people) == 1:
        return tax.assess(year, people, young_child=young, balances=[balance], costs=[costs])
    best = None
    for part in range(401):
        first = int(balance * part / 400)
        own = costs * first // balance if balance else 0
        others = costs - own if balance else 0
        sheets = tax.assess(year, people, young_child=young, balances=[first, balance - first], costs=[own, others])
        if best is None or sum(s["due"] for s in sheets) < sum(s["due"] for s in best):
            best = sheets
    return best


def _list(care):
    return care if isinstance(care, list) else [care] if care else []


def _worked_month(people):
    hours = [exact(p["wage"]["hours"]) if "hours" in p["wage"] else None for p in people if p.get("wage")]
    hours += [Fraction(0) for p in people if not p.get("wage")]
    return None if None in hours else min(hours) * 52 / 12
