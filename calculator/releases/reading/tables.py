"""Long tables as people have them: a pay table with a column for each scale, and the bands of childcare allowance."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from calculator.engine.values import Zekerheid, least_sure
from calculator.releases import shape
from calculator.releases.document import Block, Path
from calculator.releases.faults import Fault, WrongFile, wrong
from calculator.releases.kinds import CHILDCARE, RULES
from calculator.releases.reading import typed
from calculator.releases.reading.about import About
from calculator.releases.reading.sheets import WHOLE_FILE, Row, Sheet
from calculator.releases.reading.typed import NotThat

STEP = "trede"
SCALE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ]{0,11}")
HIGHEST_STEP = 99
BANDS = ("inkomen_vanaf", "inkomen_tot_en_met", "eerste_kind", "volgend_kind")
MAY_BE_EMPTY = {"inkomen_tot_en_met", "volgend_kind"}
Amounts = dict[str, dict[int, tuple[Decimal | int, str]]]
"""By scale and step: the amount and its place."""


def pay_table(sheet: Sheet, about: About) -> Block:
    """A row for each step, a column for each scale; an empty cell is a step that the scale doesn't have."""
    if not sheet.header or sheet.header[0].lower() != STEP:
        raise wrong(sheet.header_row.place(), f"De eerste kolom hoort “{STEP}” te heten.")
    faults = [
        Fault(sheet.header_row.place(), f"{typed.quoted(name)} kan geen naam van een schaal zijn.")
        for name in sheet.header[1:]
        if not SCALE.fullmatch(name)
    ]
    if len(sheet.header) < 2:
        faults.append(Fault(sheet.header_row.place(), "Naast de treden staat geen enkele schaal."))
    amounts = _amounts(sheet, faults)
    faults += _gaps(amounts)
    if faults:
        raise WrongFile(faults)
    starts = {scale: min(steps) for scale, steps in amounts.items()}
    values = {
        **_about(about),
        "marge": about.marge,
        "schalen": {scale: [steps[step][0] for step in sorted(steps)] for scale, steps in amounts.items()},
    }
    if later := {scale: start for scale, start in starts.items() if start > 1}:
        values["eerste_trede"] = later
    return Block(RULES[about.what], values, dict(_places(amounts, starts)))


def _amounts(sheet: Sheet, faults: list[Fault]) -> Amounts:
    amounts: Amounts = {}
    seen: dict[int, Row] = {}
    for row in sheet.rows:
        step = _step(sheet, row, faults)
        if step is None:
            continue
        if step in seen:
            faults.append(Fault(row.place(sheet.header[0]), f"Trede {step} staat ook op rij {seen[step].number}."))
        seen[step] = row
        for scale in sheet.header[1:]:
            raw = sheet.cell(row, scale)
            if raw is None or raw == "":
                continue
            try:
                amounts.setdefault(scale, {})[step] = shape.tidy(typed.number(raw)), row.place(scale)
            except NotThat as fault:
                faults.append(Fault(row.place(scale), str(fault)))
                amounts.setdefault(scale, {})[step] = 0, row.place(scale)
    faults += [
        Fault(sheet.header_row.place(scale), "In deze kolom staat geen enkel bedrag.")
        for scale in sheet.header[1:]
        if scale not in amounts
    ]
    return amounts


def _step(sheet: Sheet, row: Row, faults: list[Fault]) -> int | None:
    raw = sheet.cell(row, sheet.header[0])
    try:
        step = typed.number(raw)
    except NotThat:
        step = Decimal(-1)
    if step == int(step) and 0 <= step <= HIGHEST_STEP:
        return int(step)
    faults.append(
        Fault(row.place(sheet.header[0]), f"{typed.quoted(raw or '')} is geen trede van 0 tot {HIGHEST_STEP}.")
    )
    return None


def _gaps(amounts: Amounts) -> Iterator[Fault]:
    for scale, steps in amounts.items():
        missing = sorted(set(range(min(steps), max(steps) + 1)) - set(steps))
        if missing:
            yield Fault(f"Kolom {scale}", f"Hier ontbreekt een bedrag bij trede {', '.join(map(str, missing))}.")


def _places(amounts: Amounts, starts: dict[str, int]) -> Iterator[tuple[Path, str]]:
    for scale, steps in amounts.items():
        for step, (_, place) in steps.items():
            yield ("schalen", scale, step - starts[scale]), place


def childcare_table(sheet: Sheet, about: About) -> Block:
    """The bands of one year; prices and the rest stay as they are in that year."""
    names = tuple(name.lower() for name in sheet.header)
    if sorted(names) != sorted(BANDS):
        raise wrong(sheet.header_row.place(), f"De kolommen horen zo te heten: {', '.join(BANDS)}.")
    faults: list[Fault] = []
    bands = [dict(_band(sheet, row, faults)) for row in sheet.rows]
    now = _values_now(about, faults)
    if faults:
        raise WrongFile(faults)
    sure = least_sure([Zekerheid(now["zekerheid"]), Zekerheid(about.zekerheid)])
    sources = tuple(dict.fromkeys((*about.bron, *now["bron"])))
    values = {**now, **_about(about), "bron": list(sources), "zekerheid": sure.value, "regels": bands}
    places: dict[Path, str] = {("regels", number): row.place() for number, row in enumerate(sheet.rows)}
    return Block(RULES[CHILDCARE], values, places)


def _band(sheet: Sheet, row: Row, faults: list[Fault]) -> Iterator[tuple[str, Any]]:
    for column in sheet.header:
        raw, name = sheet.cell(row, column), column.lower()
        if raw is None or raw == "":
            if name not in MAY_BE_EMPTY:
                faults.append(Fault(row.place(column), "Deze cel is leeg."))
            continue
        try:
            yield name, shape.tidy(typed.number(raw))
        except NotThat as fault:
            faults.append(Fault(row.place(column), str(fault)))


def _values_now(about: About, faults: list[Fault]) -> dict[str, Any]:
    now = RULES[CHILDCARE].in_force.found_on(about.vanaf) if about.vanaf else None
    if now is None or now.tot_en_met != about.tot_en_met or now.vanaf != about.vanaf:
        text = (
            "Van deze periode kennen we de uurprijzen nog niet. Gebruik een bestand met alle waarden van de "
            "kinderopvangtoeslag, met de tabel als “regels” erin."
        )
        faults.append(Fault(WHOLE_FILE, text))
        return {}
    return shape.as_block(now)


def _about(about: About) -> dict[str, Any]:
    values = {
        "vanaf": about.vanaf,
        "tot_en_met": about.tot_en_met,
        "bron": list(about.bron),
        "zekerheid": about.zekerheid,
    }
    return {**values, "toelichting": about.toelichting} if about.toelichting else values
