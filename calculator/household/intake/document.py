"""Reading a whole document: the contract's input, from the year down to the hours."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import Any

from calculator.household.fields import is_known, names
from calculator.household.intake.faults import Fault, Faults
from calculator.household.intake.home import read_children, read_housing
from calculator.household.intake.others import check_together, read_others
from calculator.household.intake.people import read_people
from calculator.household.intake.reading import LIST, Reader, shown
from calculator.household.intake.request import Form, PersonRequest, Request
from calculator.household.intake.wage import EUROS, HIGHEST_HOURS, HOURS
from calculator.household.last_known import last_known
from calculator.household.years import SUPPORTED
from calculator.rules.kinderopvang import Child

KEYS = dict.fromkeys(
    [
        "year",
        "people",
        "children",
        "housing",
        "others",
        "assets",
        "hours",
        "workday_hours",
        "care_now_hours",
        "start",
        "carry_forward",
        "payroll_month",
        "explain",
        "fields",
        "shape",
    ]
)
MOST_HOURS = 500
MOST_FIELDS = 200
SHAPES = ("rows", "columns")
HIGHEST_ASSETS = 100_000_000


def parse(text: str | bytes) -> Any:
    """JSON to Python values; what isn't JSON is a fault like any other."""
    try:
        decoded = text if isinstance(text, str) else text.decode(json.detect_encoding(text), "surrogatepass")
        return DECODER.decode(decoded)
    except RecursionError:
        reason = "De tekst heeft te veel lagen."
    except _Double as double:
        reason = f"De sleutel {shown(str(double))} staat er twee keer in."
    except UnicodeDecodeError:
        reason = "De tekst is geen UTF-8."
    except ValueError:
        reason = "Dit is geen geldige JSON."
    raise Faults([Fault("", reason)])


class _Double(Exception):
    pass


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        several = Counter(key for key, _ in pairs)
        raise _Double(next(key for key, times in several.items() if times > 1))
    return record


DECODER = json.JSONDecoder(object_pairs_hook=_no_doubles)
"""What `json.loads` makes afresh for each text; a third of its time for texts as short as these."""


def read_document(document: Any) -> Request:
    """A request in exact numbers; raises Faults with all that is wrong."""
    reader = Reader()
    record = reader.record(document, "", KEYS)
    if record is None:
        raise Faults(reader.faults)
    carries = reader.yes_or_no(record, "carry_forward", "", default=False)
    if not carries:
        return _read(reader, record, carries)
    with last_known(carries):
        return _read(reader, record, carries)


def _read(reader: Reader, record: Mapping[str, Any], carries: bool) -> Request:
    year = _year(reader, record)
    people = read_people(reader, record, year)
    children = read_children(reader, record, year)
    housing = read_housing(reader, record)
    assets = reader.number(record, "assets", "", high=HIGHEST_ASSETS, default=0, what=EUROS)
    hours = _hours(reader, record, people[0] if people else None)
    month = reader.number(record, "payroll_month", "", low=1, high=12, decimals=0, default=12, what="een maand")
    explain = reader.yes_or_no(record, "explain", "", default=False)
    form = _form(reader, record)
    others = read_others(reader, record, year)
    workday = reader.number(record, "workday_hours", "", low=1, high=24, default=8, what="een aantal uren per dag")
    care_now = _care_now(reader, record)
    start = _start(reader, record, year, month)
    if not reader.faults and people and people[0] is not None:
        _check_hours(reader, people[0], children, start)
    if not reader.faults and year is not None:
        check_together(reader, year, [p for p in people if p], [c for c in children if c], others)
    if reader.faults or year is None or assets is None or month is None:
        raise Faults(reader.faults)
    return Request(
        year,
        tuple([person for person in people if person is not None]),
        tuple([child for child in children if child is not None]),
        housing,
        assets,
        hours,
        month,
        explain,
        others,
        workday or 800,
        care_now,
        start,
        carries,
        form=form,
    )


def _form(reader: Reader, record: Mapping[str, Any]) -> Form:
    shape = record.get("shape")
    if shape is not None and shape not in SHAPES:
        reader.fault("shape", f"{shown(shape)} kennen we niet. Kies uit “rows” of “columns”.")
    return Form(_fields(reader, record), as_columns=shape == "columns")


def _fields(reader: Reader, record: Mapping[str, Any]) -> tuple[str, ...]:
    value = record.get("fields")
    if value is None:
        return ()
    if not isinstance(value, LIST) or not value:
        reader.fault("fields", "Hier hoort een lijst met namen uit de uitkomst, zoals [“hours”, “disposable.month”].")
        return ()
    fields = reader.items(value, "fields", at_most=MOST_FIELDS, what="namen")
    for place, name in enumerate(fields):
        if not isinstance(name, str) or not is_known(name):
            reader.fault(f"fields[{place}]", f"{shown(name)} staat niet in de uitkomst. {_perhaps(name)}")
    return tuple([name for name in fields if isinstance(name, str)])


def _perhaps(name: Any) -> str:
    near = get_close_matches(name, names(), n=1, cutoff=0.5) if isinstance(name, str) and len(name) < 80 else []
    return f"Bedoel je “{near[0]}”?" if near else "Neem een naam zoals “disposable.month” of “people[0].net_year”."


def _check_hours(reader: Reader, person: PersonRequest, children: Sequence[Child | None], start: int | None) -> None:
    """What goes by the hours of the first person asks for a wage that has them."""
    if person.wage is not None and person.wage.kind.varies_with_hours:
        return
    without = "Bij dit loon van de eerste persoon horen geen uren."
    if start is not None:
        reader.fault("start", f"{without} Laat “start” weg.")
    for number, child in enumerate(children):
        if child is not None and any(care.follows for care in child.childcare):
            reader.fault(f"children[{number}].childcare", f"{without} Laat “follows” weg.")


def _care_now(reader: Reader, record: Mapping[str, Any]) -> int | None:
    if record.get("care_now_hours") is None:
        return None
    return reader.number(record, "care_now_hours", "", high=HIGHEST_HOURS, what=HOURS)


def _start(reader: Reader, record: Mapping[str, Any], year: int | None, month: int | None) -> int | None:
    """The month from which the hours change; January is the whole year."""
    value = record.get("start")
    if value is None:
        return None
    start = reader.record(value, "start", ("from",))
    if start is None or year is None:
        return None
    why = "de eerste van een maand in dit jaar"
    day = reader.day(start, "from", "start", first=date(year, 1, 1), last=date(year, 12, 1), why=why)
    if day is None:
        return None
    if day.day != 1:
        reader.fault("start.from", "Kies de eerste dag van een maand, zoals 2026-08-01.")
    elif month is not None and "payroll_month" in record and month < day.month:
        why = "De loonstrook is er een van na het begin. Kies een latere maand, of laat dit weg."
        reader.fault("payroll_month", why)
    return day.month if day.month > 1 else None


def _year(reader: Reader, record: Mapping[str, Any]) -> int | None:
    if "year" not in record:
        reader.fault("year", f"Dit ontbreekt. Kies uit {_years()}.")
        return None
    value = record["year"]
    if isinstance(value, bool) or not isinstance(value, int):
        reader.fault("year", f"{shown(value)} is geen jaar. Kies uit {_years()}.")
        return None
    if value not in SUPPORTED:
        reader.fault("year", f"Voor {shown(value)} kennen we niet alle regels. Kies uit {_years()}.")
        return None
    return value


def _years() -> str:
    return ", ".join(str(year) for year in SUPPORTED)


@cache
def _all_up_to(most: int) -> tuple[int, ...]:
    return tuple(range(0, most + 1, 100))


def _hours(reader: Reader, record: Mapping[str, Any], person: PersonRequest | None) -> tuple[int, ...] | None:
    """Hundredths of an hour. Without a first person only the shape is looked at."""
    value = record.get("hours")
    wage = person.wage if person is not None else None
    by_hours = wage is not None and wage.kind.varies_with_hours
    if value is None:
        return (wage.hours,) if by_hours and wage is not None and wage.hours is not None else None
    if person is not None and not by_hours:
        reader.fault("hours", "Bij dit loon van de eerste persoon horen geen uren. Laat “hours” weg.")
        return None
    most = wage.fulltime_hours if by_hours and wage is not None else 6000
    if value == "all":
        return _all_up_to(most)
    if not isinstance(value, LIST):
        reader.fault("hours", "Hier hoort een lijst met uren per week, zoals [28, 32], of “all”.")
        return None
    if not value:
        reader.fault("hours", "Deze lijst is leeg. Vul uren in, zoals [28, 32], of laat “hours” weg.")
    hours = reader.items(value, "hours", at_most=MOST_HOURS, what="uren")
    read = [
        reader.value(one, f"hours[{number}]", high=Decimal(most) / 100, what=HOURS) for number, one in enumerate(hours)
    ]
    return tuple(one for one in read if one is not None)
