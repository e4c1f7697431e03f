"""Which of DUO's files this is. We look at its columns: names of files change every year."""

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bootcamp.facts.duo.sheets import Sheet
from portal.files.tables import Unreadable
from portal.text.words import listed

BOARD, INSTITUTION, SITE = "BEVOEGD GEZAG NUMMER", "INSTELLINGSCODE", "VESTIGINGSCODE"
TYPE, GROUP = "ONDERWIJSTYPE", "FUNCTIEGROEP"


class DuoKind(enum.StrEnum):
    SITES = "vestigingen"
    SPECIAL_SITES = "vestigingen_speciaal"
    BOARDS = "besturen"
    PERSONS = "personen"
    FTE = "fte"
    PUPILS = "leerlingen"
    AGES = "leerlingen_leeftijd"
    SICK = "verzuim"

    @property
    def called(self) -> str:
        return CALLED[self]

    @property
    def is_of_years(self) -> bool:
        return self not in (DuoKind.SITES, DuoKind.SPECIAL_SITES, DuoKind.BOARDS)


CALLED = {
    DuoKind.SITES: "Alle schoolvestigingen basisonderwijs",
    DuoKind.SPECIAL_SITES: "Alle vestigingen sbo, so en vso",
    DuoKind.BOARDS: "Besturen",
    DuoKind.PERSONS: "Onderwijspersoneel po in personen",
    DuoKind.FTE: "Onderwijspersoneel po in fte",
    DuoKind.PUPILS: "Leerlingen per vestiging",
    DuoKind.AGES: "Leerlingen per vestiging naar leeftijd",
    DuoKind.SICK: "Verzuimkengetallen po",
}


class Measure(enum.StrEnum):
    PERSONS = "personen"
    MEAN_FTE = "gemiddelde_fte"
    FTE = "fte"
    PERMANENT = "fte_vast"
    TEMPORARY = "fte_tijdelijk"
    SMALL = "fte_tot_05"
    MIDDLE = "fte_05_08"
    LARGE = "fte_boven_08"
    PUPILS = "leerlingen"
    SICK = "verzuimpercentage"
    SICK_OFTEN = "meldingsfrequentie"
    SICK_LONG = "gemiddelde_duur"


OF_STAFF = {
    "PERSONEN": Measure.PERSONS,
    "GEMIDDELDE FTE'S": Measure.MEAN_FTE,
    "FTE'S": Measure.FTE,
    "FTE'S PERSONEN IN VASTE DIENST": Measure.PERMANENT,
    "FTE'S PERSONEN IN TIJDELIJKE DIENST": Measure.TEMPORARY,
    "FTE'S PERSONEN 0 - 0.5 FTE'S": Measure.SMALL,
    "FTE'S PERSONEN 0.5 - 0.8 FTE'S": Measure.MIDDLE,
    "FTE'S PERSONEN MEER DAN 0.8 FTE'S": Measure.LARGE,
}
OF_SICKNESS = {"VP": Measure.SICK, "MF": Measure.SICK_OFTEN, "GZD": Measure.SICK_LONG}
YEAR = re.compile(r"20\d\d")
IN_SHORT = re.compile(r"([A-Z]+)(\d\d)")
PUPILS, PEILJAAR, AGES, PEILDATUM = "AANTAL LEERLINGEN", "PEILJAAR", "LEEFTIJD", "PEILDATUM"


@dataclass(frozen=True)
class YearColumn:
    column: str
    measure: Measure
    year: int


def year_columns(columns: Sequence[str]) -> list[YearColumn]:
    """`PERSONEN 2025`, exactly; other columns with a year in their name mean nothing to us."""
    recognised = [_of_staff(column) or _of_sickness(column) for column in columns]
    return [column for column in recognised if column is not None]


def _of_staff(column: str) -> YearColumn | None:
    name, _, year = column.rpartition(" ")
    if name not in OF_STAFF or not YEAR.fullmatch(year):
        return None
    return YearColumn(column, OF_STAFF[name], int(year))


def _of_sickness(column: str) -> YearColumn | None:
    match = IN_SHORT.fullmatch(column)
    if match is None or match[1] not in OF_SICKNESS:
        return None
    return YearColumn(column, OF_SICKNESS[match[1]], 2000 + int(match[2]))


def ages(columns: Sequence[str]) -> list[str]:
    return [column for column in columns if column.startswith(f"{AGES} ")]


def kind_of(sheets: Sequence[Sheet]) -> tuple[DuoKind, list[Sheet]]:
    """What the file is, and the sheets of it that count; raises Unreadable, with the columns that are missing."""
    kinds = [(kind, sheet) for sheet in sheets if (kind := _kind(sheet)) is not None]
    if not kinds:
        raise Unreadable(_why_not(sheets))
    first = kinds[0][0]
    if any(kind != first for kind, _ in kinds):
        raise Unreadable("In dit bestand staan bladen van verschillende lijsten van DUO. Upload ze elk apart.")
    return first, [sheet for _, sheet in kinds]


def _kind(sheet: Sheet) -> DuoKind | None:
    has = set(sheet.columns)
    measures = {column.measure for column in year_columns(sheet.columns)}
    if {INSTITUTION, SITE, PEILJAAR, PUPILS} <= has:
        return DuoKind.PUPILS
    if {INSTITUTION, SITE, "SOORT PO", PEILDATUM} <= has and ages(sheet.columns):
        return DuoKind.AGES
    if {BOARD, INSTITUTION, SITE, "VESTIGINGSNAAM"} <= has:
        return DuoKind.SPECIAL_SITES if "SOORT PRIMAIR ONDERWIJS" in has else DuoKind.SITES
    if {INSTITUTION, BOARD} <= has and Measure.SICK in measures:
        return DuoKind.SICK
    if {TYPE, INSTITUTION, BOARD} <= has and Measure.PERSONS in measures:
        return DuoKind.PERSONS
    if {TYPE, INSTITUTION, BOARD} <= has and Measure.FTE in measures:
        return DuoKind.FTE
    if {BOARD, "BEVOEGD GEZAG NAAM"} <= has and INSTITUTION not in has:
        return DuoKind.BOARDS
    return None


def _why_not(sheets: Sequence[Sheet]) -> str:
    has = {column for sheet in sheets for column in sheet.columns}
    if {INSTITUTION, "VESTIGINGSNAAM"} <= has:
        missing = [column for column in (BOARD, INSTITUTION, SITE) if column not in has]
    elif INSTITUTION in has and TYPE in has:
        missing = [column for column in (BOARD,) if column not in has] or ["PERSONEN jjjj of FTE'S jjjj"]
    elif SITE in has:
        missing = [column for column in (INSTITUTION, PEILJAAR, PUPILS) if column not in has]
    else:
        return f"We herkennen dit bestand niet. Een lijst van DUO heeft kolommen zoals {listed([INSTITUTION, BOARD])}."
    words = "ontbreekt de kolom" if len(missing) == 1 else "ontbreken de kolommen"
    return f"In dit bestand {words} {listed(missing)}. Haal het opnieuw op bij DUO, of kijk of het de goede lijst is."
