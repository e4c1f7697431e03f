"""Reading the adults of a household."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from calculator.engine.household import Commute, Leeftijdsgroep, StudentDebt
from calculator.household.intake.reading import LIST, Reader, join
from calculator.household.intake.request import PersonRequest
from calculator.household.intake.wage import (
    EUROS,
    HIGHEST_YEAR,
    read_bonus,
    read_paww,
    read_pension,
    read_second_job,
    read_wage,
)
from calculator.rules.aow_leeftijd import ReachesAowAge, leeftijdsgroep

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
    groep = _groep(reader, born, path, year)
    wage = read_wage(reader, record.get("wage"), join(path, "wage"), year=year)
    pension, premium = read_pension(reader, record, path, wage, year=year)
    paww = read_paww(reader, record, path, wage, year)
    credit = reader.yes_or_no(record, "payroll_tax_credit", path, default=True)
    disabled = _jonggehandicapt(reader, record, path, groep)
    second = read_second_job(reader, record, path)
    bonus = read_bonus(reader, record, path, wage, first=path == "people[0]")
    other = reader.number(record, "other_income_year", path, high=HIGHEST_YEAR, default=0, what=EUROS)
    commute = _commute(reader, record, path)
    debt = _student_debt(reader, record, path)
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


def _groep(reader: Reader, born: date | None, path: str, year: int | None) -> Leeftijdsgroep:
    if born is not None and year is not None:
        try:
            return leeftijdsgroep(born, year)
        except ReachesAowAge:
            reader.fault(
                join(path, "birth_date"),
                f"Wie in {year} de AOW-leeftijd bereikt, kunnen we nog niet doorrekenen: dat jaar telt half "
                "mee in beide tabellen. Vraag dit na bij je werkgever of de Belastingdienst.",
            )
    return Leeftijdsgroep.ONDER_AOW


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
    if commute.get("days_per_week") is not None:
        days = reader.number(commute, "days_per_week", path, high=7, what="een aantal dagen per week")
    if commute.get("reimbursement_per_km") is not None:
        reimbursement = reader.number(commute, "reimbursement_per_km", path, high=5, decimals=4, what=PER_KM)
    cost = reader.number(commute, "cost_per_km", path, high=5, decimals=4, default=0, what=PER_KM)
    return Commute(km_one_way=km or 0, days_per_week=days, reimbursement_per_km=reimbursement, cost_per_km=cost or 0)


PER_KM = "een bedrag per kilometer"


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
