"""What follows from the files in use, worked out when they come into use: schools to compare, and the sector."""

from collections import defaultdict
from dataclasses import dataclass, field

from bootcamp.facts.duo.cells import Cell, is_hidden, number
from bootcamp.facts.duo.kinds import DuoKind, Measure
from bootcamp.facts.duo.reading import TEACHERS
from bootcamp.facts.duo.years import known
from bootcamp.facts.models import DeliveredFile, Institution, SectorYear, SiteRow, YearsRow

OF_SITE = {"BO": "BAO"}
"""Lists of sites write some types in another way than lists of staff."""
Place = tuple[str, str, str]
"""Institution, type, board."""
CLASSES = (Measure.SMALL, Measure.MIDDLE, Measure.LARGE)


@dataclass
class _Sketch:
    staff: int | None = None
    teachers: int | None = None
    mean_job: float | None = None
    classes: list[float | None] = field(default_factory=lambda: [None, None, None])
    has_hidden: bool = False
    years: dict[str, list[float | None]] = field(default_factory=dict)
    """By year the number of teachers and their mean job."""
    hidden_years: set[str] = field(default_factory=set)


def derive() -> None:
    """In the transaction of the caller."""
    files = DeliveredFile.objects.in_use()
    sketches = _staff([file for file in files if file.kind == DuoKind.PERSONS])
    _classes(sketches, next((file for file in files if file.kind == DuoKind.FTE), None))
    year = max((file.last_year for file in files if file.kind == DuoKind.PERSONS), default=0)
    Institution.objects.all().delete()
    SectorYear.objects.all().delete()
    Institution.objects.bulk_create(_institutions(sketches, files, year), batch_size=1000)
    SectorYear.objects.bulk_create(_sector(sketches, year))


def _staff(files: list[DeliveredFile]) -> dict[Place, _Sketch]:
    """The newest file first: what an older one says of the same year doesn't count any more."""
    sketches: dict[Place, _Sketch] = defaultdict(_Sketch)
    newest = str(files[0].last_year) if files else ""
    for file in files:
        rows = YearsRow.objects.filter(file=file, group__in=["", TEACHERS]).exclude(key="")
        for key, type_, board, group, cells in rows.values_list("key", "type", "board", "group", "cells").iterator(
            chunk_size=2000
        ):
            sketch = sketches[key, type_, board]
            if group == TEACHERS:
                _teachers(sketch, cells)
            elif file is files[0]:
                sketch.staff = _count(cells, newest)
    for sketch in sketches.values():
        teachers, mean = sketch.years.get(newest, [None, None])
        sketch.teachers, sketch.mean_job = None if teachers is None else int(teachers), mean
    return sketches


def _teachers(sketch: _Sketch, cells: dict[str, dict[str, Cell]]) -> None:
    persons, means = cells.get(Measure.PERSONS, {}), cells.get(Measure.MEAN_FTE, {})
    for year, cell in persons.items():
        if year not in sketch.years:
            sketch.years[year] = [known(persons, int(year)).value, number(means.get(year))]
            if is_hidden(cell):
                sketch.hidden_years.add(year)
                sketch.has_hidden = True


def _count(cells: dict[str, dict[str, Cell]], year: str) -> int | None:
    persons = cells.get(Measure.PERSONS, {})
    value = known(persons, int(year)).value
    return None if value is None else int(value)


def _classes(sketches: dict[Place, _Sketch], file: DeliveredFile | None) -> None:
    if file is None:
        return
    year = str(file.last_year)
    rows = YearsRow.objects.filter(file=file, group="").exclude(key="")
    for key, type_, board, cells in rows.values_list("key", "type", "board", "cells").iterator(chunk_size=2000):
        if (key, type_, board) in sketches:
            values = [cells.get(measure, {}).get(year) for measure in CLASSES]
            sketches[key, type_, board].classes = [number(value) for value in values]


def _institutions(sketches: dict[Place, _Sketch], files: list[DeliveredFile], year: int) -> list[Institution]:
    sites = _sites(files)
    pupils = _pupils(files)
    institutions = []
    for (brin4, type_, board), sketch in sorted(sketches.items()):
        site = sites.get((brin4, type_)) or sites.get((brin4, ""))
        small, middle, large = sketch.classes
        institutions.append(
            Institution(
                brin4=brin4,
                type=type_,
                board=board,
                name=site.name if site else "",
                province=site.province if site else "",
                rpa=site.rpa if site else "",
                year=year,
                pupils=pupils.get((brin4, type_)),
                staff=sketch.staff,
                teachers=sketch.teachers,
                mean_job=sketch.mean_job,
                small=small,
                middle=middle,
                large=large,
                has_hidden=sketch.has_hidden,
                mean_by_year={when: mean for when, (_, mean) in sketch.years.items() if mean is not None},
            )
        )
    return institutions


def _sites(files: list[DeliveredFile]) -> dict[tuple[str, str], SiteRow]:
    """The first site of each institution, by type; under "" of whatever type."""
    sites: dict[tuple[str, str], SiteRow] = {}
    for file in files:
        if file.kind in (DuoKind.SITES, DuoKind.SPECIAL_SITES):
            for site in SiteRow.objects.filter(file=file).order_by("brin6").iterator(chunk_size=2000):
                sites.setdefault((site.brin6[:4], OF_SITE.get(site.kind, site.kind)), site)
                sites.setdefault((site.brin6[:4], ""), site)
    return sites


def _pupils(files: list[DeliveredFile]) -> dict[tuple[str, str], int]:
    """Of institutions of which no site is hidden, in the newest year."""
    file = next((file for file in files if file.kind == DuoKind.PUPILS), None)
    if file is None:
        return {}
    sums: dict[tuple[str, str], int | None] = {}
    for key, type_, cells in YearsRow.objects.filter(file=file).values_list("key", "type", "cells").iterator():
        cell = cells[Measure.PUPILS].get(str(file.last_year))
        if cell is not None:
            place, pupils = (key[:4], OF_SITE.get(type_, type_)), number(cell)
            before = sums.get(place, 0)
            sums[place] = None if before is None or pupils is None else before + int(pupils)
    return {place: pupils for place, pupils in sums.items() if pupils}


def _sector(sketches: dict[Place, _Sketch], newest: int) -> list[SectorYear]:
    years: dict[tuple[str, str], list[tuple[_Sketch, float | None, float | None]]] = defaultdict(list)
    for (_, type_, _), sketch in sketches.items():
        for year, (teachers, mean) in sketch.years.items():
            years[type_, year].append((sketch, teachers, mean))
    return [_sector_year(type_, year, rows, newest) for (type_, year), rows in sorted(years.items())]


def _sector_year(
    type_: str, year: str, rows: list[tuple[_Sketch, float | None, float | None]], newest: int
) -> SectorYear:
    counted = [(teachers, mean) for _, teachers, mean in rows if teachers is not None]
    weighed = [(teachers, mean) for teachers, mean in counted if mean is not None]
    people = sum(teachers for teachers, _ in weighed)
    sums = {"small": 0.0, "middle": 0.0, "large": 0.0}
    if int(year) == newest:
        for sketch, _, _ in rows:
            if all(part is not None for part in sketch.classes):
                for name, part in zip(sums, sketch.classes, strict=True):
                    sums[name] += part or 0
    return SectorYear(
        type=type_,
        year=int(year),
        institutions=len(counted),
        hidden=sum(year in sketch.hidden_years for sketch, _, _ in rows),
        teachers=int(sum(teachers for teachers, _ in counted)),
        mean_job=sum(teachers * mean for teachers, mean in weighed) / people if people else None,
        **{name: round(total, 4) for name, total in sums.items()},
    )
