"""Reading who else lives in, and what adults and children under one roof mean for the allowances."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from calculator.engine.household import Other
from calculator.household.intake.reading import Reader
from calculator.household.intake.request import PersonRequest
from calculator.household.intake.wage import EUROS, HIGHEST_YEAR
from calculator.rules.awir import eerstegraads_is_partner
from calculator.rules.kinderopvang import Child
from calculator.rules.maanden import leeftijd_op

KEYS = ("birth_date", "income_year", "relation", "lease", "wealth_above_limit")
RELATIONS = ("child", "parent", "other")
LEASES = ("none", "with_us", "third_party")
FIRST_BIRTH = date(1900, 1, 1)
PARTNERS = "Voor de toeslagen zijn jullie partners. Vul diegene in als partner."


def read_others(reader: Reader, document: Mapping[str, Any], year: int | None) -> tuple[Other, ...]:
    several = reader.items(document.get("others") or [], "others", at_most=10, what="medebewoners")
    others = [_other(reader, value, f"others[{number}]", year) for number, value in enumerate(several)]
    return tuple(other for other in others if other is not None)


def _other(reader: Reader, value: Any, path: str, year: int | None) -> Other | None:
    record = reader.record(value, path, KEYS)
    if record is None:
        return None
    last = date((year or date.max.year) - 18, 1, 1)
    why = "iemand die op 1 januari 18 jaar of ouder is; jongere kinderen horen bij de kinderen"
    born = reader.day(record, "birth_date", path, first=FIRST_BIRTH, last=last, why=why)
    income = reader.number(record, "income_year", path, high=HIGHEST_YEAR, default=0, what=EUROS)
    relation = reader.choice(record, "relation", path, RELATIONS, default="other")
    lease = reader.choice(record, "lease", path, LEASES, default="none")
    rich = reader.yes_or_no(record, "wealth_above_limit", path, default=False)
    if born is None or income is None or relation is None or lease is None:
        return None
    return Other(born, income, relation, lease, rich)


def check_together(
    reader: Reader, year: int, people: Sequence[PersonRequest], children: Sequence[Child], others: Sequence[Other]
) -> None:
    """Awir art. 3: who is a partner for the allowances can't be someone else who lives in."""
    new_year = date(year, 1, 1)
    has_minor = any(leeftijd_op(child.birth_date, new_year) < 18 and child.lives.registered_here for child in children)
    for number, other in enumerate(others):
        if len(people) == 2:
            continue
        if other.relation == "other":
            is_partner = other.lease == "none" and has_minor
        else:
            ages = [leeftijd_op(one.birth_date, new_year) for one in (people[0], other)]
            is_partner = eerstegraads_is_partner(year) and min(ages) >= 27
        if is_partner:
            reader.fault(f"others[{number}]", PARTNERS)
