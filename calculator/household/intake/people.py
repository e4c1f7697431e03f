"""Reading the adults of a household."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from calculator.engine.household import Benefit, Business, Commute, Leeftijdsgroep, StudentDebt
from calculator.household.intake.reading import LIST, Reader, join
from calculator.household.intake.request import PersonRequest
from calculator.household.intake.wage import (
    EUROS,
    HIGHEST_MONTH,
    HIGHEST_YEAR,
    HOURS,
    read_bonus,
    read_paww,
    read_pension,
    read_retention,
    read_second_job,
    read_wage,
)
from calculator.rules.aow_leeftijd import leeftijdsgroep, maand_van_aow
from calculator.rules.uitkeringen import WETTEN

KEYS = dict.fromkeys(
    [
        "birth_date",
        "wage",
        "pension",
        "paww",
        "payroll_tax_credit",
        "jonggehandicaptenkorting",
        "second_job",
        "extra_hours_bonus",
        "other_income_year",
        "commute",
        "student_debt",
        "business",
        "benefit",
        "retention_bonus_year",
    ]
)
FIRST_BIRTH = date(1900, 1, 1)


def read_people(reader: Reader, document: Mapping[str, Any], year: int | None) -> list[PersonRequest | None]:
    if "people" not in document:
        reader.fault("people", "Dit ontbreekt. Vul een lijst in met één of twee volwassenen.")
        return []
    value = document["people"]
    if isinstance(value, LIST) and not value:
        reader.fault("people", "Deze lijst is leeg. Vul één of twee volwassenen in.")
    people = reader.items(value, "people", at_most=2, what="volwassenen")
    return [_person(reader, value, f"people[{number}]", year) for number, value in enumerate(people)]


def _person(reader: Reader, value: Any, path: str, year: int | None) -> PersonRequest | None:
    record = reader.record(value, path, KEYS)
    if record is None:
        return None
    before = len(reader.faults)
    born = _birth_date(reader, record, path, year)
    groep, aow_month = Leeftijdsgroep.ONDER_AOW, None
    if born is not None and year is not None:
        groep, aow_month = leeftijdsgroep(born, year), maand_van_aow(born, year)
    wage = read_wage(reader, record.get("wage"), join(path, "wage"), year=year)
    pension, premium = read_pension(reader, record, path, wage, year=year)
    paww = read_paww(reader, record, path, wage, year)
    credit = reader.yes_or_no(record, "payroll_tax_credit", path, default=True)
    disabled = _jonggehandicapt(reader, record, path, groep)
    second = read_second_job(reader, record, path) if "second_job" in record else None
    first = path == "people[0]"
    bonus = read_bonus(reader, record, path, wage, first=first) if "extra_hours_bonus" in record else 0
    other = reader.number(record, "other_income_year", path, high=HIGHEST_YEAR, default=0, what=EUROS)
    commute = _commute(reader, record, path) if "commute" in record else None
    debt = _student_debt(reader, record, path) if "student_debt" in record else None
    business = _business(reader, record, path) if "business" in record else None
    benefit = _benefit(reader, record, path) if "benefit" in record else None
    retention = read_retention(reader, record, path, wage, first=first) if "retention_bonus_year" in record else 0
    if wage is not None and wage.leave_57_percent and born is not None and year is not None:
        _check_57(reader, born, join(path, "wage"), year)
    if len(reader.faults) > before or born is None or other is None:
        return None
    # By place: by name it takes twice as long, and this is the largest part of reading a sector.
    return PersonRequest(
        born,
        groep,
        wage,
        pension,
        "pension" in record,
        premium,
        paww,
        credit,
        disabled,
        second,
        bonus,
        other,
        commute,
        debt,
        aow_month,
        business,
        benefit,
        retention,
    )


def _birth_date(reader: Reader, record: Mapping[str, Any], path: str, year: int | None) -> date | None:
    last = date((year or date.max.year) - 18, 1, 1)
    return reader.day(
        record,
        "birth_date",
        path,
        first=FIRST_BIRTH,
        last=last,
        why="een volwassene is op 1 januari 18 jaar of ouder",
    )


def _jonggehandicapt(reader: Reader, record: Mapping[str, Any], path: str, groep: Leeftijdsgroep) -> bool:
    asked = reader.yes_or_no(record, "jonggehandicaptenkorting", path, default=False)
    if asked and groep.has_aow:
        reader.fault(
            join(path, "jonggehandicaptenkorting"),
            "Met de AOW-leeftijd krijg je de ouderenkorting in plaats van deze korting. Laat hem weg.",
        )
    return asked


def _commute(reader: Reader, record: Mapping[str, Any], path: str) -> Commute | None:
    value = record.get("commute")
    if value is None:
        return None
    path = join(path, "commute")
    commute = reader.record(value, path, ("km_one_way", "days_per_week", "reimbursement_per_km", "cost_per_km"))
    if commute is None:
        return None
    km = reader.number(commute, "km_one_way", path, high=500, default=0, what="een aantal kilometers")
    days = reimbursement = None
    cao_po = commute.get("reimbursement_per_km") == CAO_PO
    if commute.get("days_per_week") is not None:
        days = reader.number(commute, "days_per_week", path, high=7, what="een aantal dagen per week")
    if commute.get("reimbursement_per_km") is not None and not cao_po:
        reimbursement = reader.number(commute, "reimbursement_per_km", path, high=5, decimals=4, what=PER_KM)
    cost = reader.number(commute, "cost_per_km", path, high=5, decimals=4, default=0, what=PER_KM)
    return Commute(km or 0, days, reimbursement, cost or 0, cao_po)


PER_KM = "een bedrag per kilometer"
CAO_PO = "cao_po"


def _business(reader: Reader, record: Mapping[str, Any], path: str) -> Business | None:
    value = record.get("business")
    if value is None:
        return None
    path = join(path, "business")
    business = reader.record(value, path, BUSINESS_KEYS)
    if business is None:
        return None
    profit = reader.number(business, "profit_year", path, low=-HIGHEST_YEAR, high=HIGHEST_YEAR, what=EUROS)
    criterion = reader.yes_or_no(business, "hours_criterion", path, default=True)
    starter = reader.yes_or_no(business, "starter", path, default=False)
    hours = None
    if business.get("hours_per_week") is not None:
        hours = reader.number(business, "hours_per_week", path, high=HIGHEST_BUSINESS_HOURS, what=HOURS)
    if starter and not criterion:
        reader.fault(join(path, "starter"), "Startersaftrek is er alleen als je ook 1.225 uur in je bedrijf werkt.")
    return None if profit is None else Business(profit, int(criterion), int(starter), hours)


BUSINESS_KEYS = ("profit_year", "hours_criterion", "starter", "hours_per_week")
HIGHEST_BUSINESS_HOURS = 100


def _benefit(reader: Reader, record: Mapping[str, Any], path: str) -> Benefit | None:
    value = record.get("benefit")
    if value is None:
        return None
    path = join(path, "benefit")
    benefit = reader.record(value, path, ("law", "month", "old_wage_month"))
    if benefit is None:
        return None
    law = reader.choice(benefit, "law", path, WETTEN)
    month = reader.number(benefit, "month", path, high=HIGHEST_MONTH, what=EUROS)
    old = None
    if benefit.get("old_wage_month") is not None:
        old = reader.number(benefit, "old_wage_month", path, high=HIGHEST_MONTH, what=EUROS)
    return None if law is None or month is None else Benefit(law, month, old)


def _check_57(reader: Reader, born: date, path: str, year: int) -> None:
    if year - born.year < 57:
        why = f"Dit verlof is er vanaf 57 jaar. Deze persoon is dat in {year} nog niet. Laat het weg."
        reader.fault(join(path, "leave_57"), why)


def _student_debt(reader: Reader, record: Mapping[str, Any], path: str) -> StudentDebt | None:
    value = record.get("student_debt")
    if value is None:
        return None
    path = join(path, "student_debt")
    debt = reader.record(value, path, ("amount", "scheme"))
    if debt is None:
        return None
    amount = reader.number(debt, "amount", path, high=1_000_000, default=0, what=EUROS)
    scheme = reader.choice(debt, "scheme", path, ("sf35", "sf15"), default="sf35")
    return StudentDebt(amount=amount, scheme=scheme) if amount and scheme else None
