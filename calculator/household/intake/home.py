"""Reading the children and the home of a household."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from calculator.engine.household import Housing, HousingKind
from calculator.household.intake.reading import LIST, Reader, join
from calculator.household.intake.wage import EUROS, HIGHEST_HOURS, HIGHEST_YEAR, HOURS
from calculator.rules.kinderopvang import HERE, Child, Childcare, Follows, Lives

KINDS_OF_CARE = ("dagopvang", "bso", "gastouder")
OLDEST_CHILD = 30
HOUSING_KEYS = {
    HousingKind.RENT: ("kind", "basic_rent", "service_costs"),
    HousingKind.OWN: ("kind", "woz_value", "mortgage_interest_year"),
    HousingKind.NONE: ("kind",),
}
EVERY_HOUSING_KEY = dict.fromkeys(key for keys in HOUSING_KEYS.values() for key in keys)
HOUSING_BY_NAME = {kind.value: kind for kind in HousingKind}


def read_children(reader: Reader, document: Mapping[str, Any], year: int | None) -> list[Child | None]:
    children = reader.items(document.get("children", []), "children", at_most=15, what="kinderen")
    return [_child(reader, value, f"children[{number}]", year) for number, value in enumerate(children)]


def _child(reader: Reader, value: Any, path: str, year: int | None) -> Child | None:
    record = reader.record(value, path, CHILD_KEYS)
    if record is None:
        return None
    year = year or date.max.year
    first, last = date(year - OLDEST_CHILD, 1, 1), date(year, 12, 31)
    why = "een kind dat thuis woont, en dat uiterlijk in dit jaar geboren wordt"
    born = reader.day(record, "birth_date", path, first=first, last=last, why=why)
    care = _childcare(reader, record.get("childcare"), join(path, "childcare"))
    lives = _lives(reader, record.get("lives"), join(path, "lives"))
    return None if born is None else Child(born, tuple(care), lives)


CHILD_KEYS = ("birth_date", "childcare", "lives")
LIVES_KEYS = ("days_year", "registered", "kinderbijslag", "kinderbijslag_percent", "other_parent_hours_per_month")
US_OR_OTHER = ("us", "other")


def _lives(reader: Reader, value: Any, path: str) -> Lives:
    if value is None:
        return HERE
    record = reader.record(value, path, LIVES_KEYS)
    if record is None:
        return HERE
    days = reader.number(record, "days_year", path, high=366, decimals=0, default=365, what="een aantal dagen")
    registered = reader.choice(record, "registered", path, US_OR_OTHER, default="us")
    kinderbijslag = reader.choice(record, "kinderbijslag", path, US_OR_OTHER, default="us")
    percent = reader.number(
        record, "kinderbijslag_percent", path, high=100, decimals=0, default=100, what="een percentage"
    )
    hours = reader.number(
        record, "other_parent_hours_per_month", path, high=744, default=0, what="een aantal uren per maand"
    )
    if days is None or percent is None or hours is None:
        return HERE
    return Lives(days, registered == "us", kinderbijslag == "us", percent, Decimal(hours) / 100)


def _childcare(reader: Reader, value: Any, path: str) -> list[Childcare]:
    if value is None:
        return []
    if isinstance(value, LIST):
        several = reader.items(value, path, at_most=3, what="soorten opvang")
        childcare = [_care(reader, one, f"{path}[{number}]") for number, one in enumerate(several)]
    else:
        childcare = [_care(reader, value, path)]
    return [care for care in childcare if care is not None]


def _care(reader: Reader, value: Any, path: str) -> Childcare | None:
    record = reader.record(value, path, CARE_KEYS)
    if record is None:
        return None
    kind = reader.choice(record, "kind", path, KINDS_OF_CARE)
    hours = reader.number(record, "hours_per_month", path, high=744, what="een aantal uren per maand")
    rate = reader.number(record, "hourly_rate", path, high=100, what=EUROS)
    if kind is None or hours is None or rate is None:
        return None
    return Childcare(kind, Decimal(hours) / 100, rate, _follows(reader, record.get("follows"), join(path, "follows")))


CARE_KEYS = ("kind", "hours_per_month", "hourly_rate", "follows")


def _follows(reader: Reader, value: Any, path: str) -> Follows | None:
    """One of two shapes: what it is at the wished hours, or how much goes with a day."""
    if value is None:
        return None
    record = reader.record(value, path, ("wish_hours", "hours_per_month", "per_day"))
    if record is None:
        return None
    what = "een aantal uren per maand"
    if "per_day" in record:
        if "wish_hours" in record or "hours_per_month" in record:
            reader.fault(path, "Vul “per_day” in, of “wish_hours” met “hours_per_month”. Niet allebei.")
        per_day = reader.number(record, "per_day", path, high=744, what=what)
        return None if per_day is None else Follows(per_day=Decimal(per_day) / 100)
    wish = reader.number(record, "wish_hours", path, high=HIGHEST_HOURS, what=HOURS)
    hours = reader.number(record, "hours_per_month", path, high=744, what=what)
    return None if wish is None or hours is None else Follows(wish_hours=wish, hours_per_month=Decimal(hours) / 100)


def read_housing(reader: Reader, document: Mapping[str, Any]) -> Housing:
    value, path = document.get("housing"), "housing"
    if value is None:
        return Housing()
    record = reader.record(value, path, EVERY_HOUSING_KEY)
    if record is None:
        return Housing()
    chosen = reader.choice(record, "kind", path, HOUSING_BY_NAME)
    if chosen is None:
        return Housing()
    kind = HOUSING_BY_NAME[chosen]
    own_keys = HOUSING_KEYS[kind]
    for key in record:
        if key not in own_keys and key in EVERY_HOUSING_KEY:
            reader.fault(join(path, key), f"Dit hoort niet bij wonen met “{kind}”.")
    if kind is HousingKind.RENT:
        rent = reader.number(record, "basic_rent", path, high=100_000, what=EUROS)
        service = reader.number(record, "service_costs", path, high=100_000, default=0, what=EUROS)
        return Housing(kind=kind, basic_rent=rent or 0, service_costs=service or 0)
    if kind is HousingKind.OWN:
        woz = reader.number(record, "woz_value", path, high=100_000_000, what=EUROS)
        interest = reader.number(record, "mortgage_interest_year", path, high=HIGHEST_YEAR, default=0, what=EUROS)
        return Housing(kind=kind, woz_value=woz or 0, mortgage_interest_year=interest or 0)
    return Housing()
