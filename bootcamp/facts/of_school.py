"""All that is known of one school: DUO's numbers of its institution and site, what it filled in itself, and why a
number isn't there. Every number knows where it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from bootcamp.facts import own_figures
from bootcamp.facts.duo import jobs
from bootcamp.facts.duo.cells import number
from bootcamp.facts.duo.kinds import DuoKind, Measure
from bootcamp.facts.duo.reading import TEACHERS
from bootcamp.facts.duo.years import known, last_known
from bootcamp.facts.models import DeliveredFile, Institution, SectorYear, SiteRow, YearsRow
from bootcamp.facts.origins import Leaf, cell
from bootcamp.facts.own_figures import Filled
from portal.people.models import School

FIRST_YEAR = 2011


@dataclass(frozen=True)
class Fact:
    """A number with its year and origin; without a number, why."""

    value: float | None = None
    year: int = 0
    why: str = ""
    leaves: tuple[Leaf, ...] = ()
    earlier: tuple[int, float] | None = None
    """The latest year before this one with a number, where this one has none."""
    duo: "Fact | None" = None
    """What DUO says, where the school filled in another number."""

    @property
    def is_known(self) -> bool:
        return self.value is not None

    @property
    def is_own(self) -> bool:
        return self.duo is not None


@dataclass
class SchoolFacts:
    school: School
    files: list[DeliveredFile]
    rows: list[YearsRow]
    institutions: list[Institution]
    """Of this BRIN; with two, each stands apart."""
    site: SiteRow | None
    own: dict[str, Filled]
    sector_years: list[SectorYear] = field(default_factory=list)

    @cached_property
    def institution(self) -> Institution | None:
        """The one that this site belongs to."""
        type_ = "BAO" if self.site is None or self.site.kind == "BO" else self.site.kind
        board = self.site.board if self.site else ""
        fitting = [one for one in self.institutions if one.type == type_]
        same_board = [one for one in fitting if one.board == board]
        return next(iter([*same_board, *fitting, *self.institutions]), None)

    @property
    def others(self) -> list[Institution]:
        return [one for one in self.institutions if one != self.institution]

    @property
    def is_in_duo(self) -> bool:
        return self.institution is not None

    @property
    def year(self) -> int:
        return self.institution.year if self.institution else 0

    # Of staff.

    def _fact(self, measure: str, *, group: str = "", kind: str, year: int = 0) -> Fact:
        """The newest year of the newest file; what isn't there in it says why."""
        for row in self._of_staff(kind, group):
            series = row.cells.get(measure)
            if series:
                when = year or max(map(int, series))
                if str(when) not in series:
                    continue
                seen = known(series, when)
                earlier = None if seen.value is not None else last_known(series, before=when)
                return Fact(seen.value, when, seen.why, (self._leaf(row, measure, when),), earlier)
        return Fact(why="DUO heeft dit getal niet voor deze school")

    def _of_staff(self, kind: str, group: str) -> Iterable[YearsRow]:
        if self.institution is None:
            return
        place, type_ = (self.institution.brin4, self.institution.board), self.institution.type
        for file in self.files:
            for row in self.rows if file.kind == kind else ():
                fits = row.file_id == file.pk and row.group == group and (row.key, row.board) == place
                if fits and (kind == DuoKind.SICK or row.type == type_):
                    yield row

    def _leaf(self, row: YearsRow, measure: str, year: int) -> Leaf:
        file = next(file for file in self.files if file.pk == row.file_id)
        years = file.columns.get(row.sheet, {}).get(measure, {})
        letters, column = years.get(str(year)) or years.get("") or ("?", measure)
        return cell(
            sha256=file.sha256,
            called=file.called,
            file=file.name,
            sheet=row.sheet,
            row=row.rows.get(str(year), row.row),
            column=column,
            letters=letters,
            year=year,
        )

    def _own_or(self, name: str, duo: Fact) -> Fact:
        own = self.own.get(name)
        if own is None:
            return duo
        return Fact(own.value, own.row.entered_at.year, "", (own.leaf,), duo=duo)

    @cached_property
    def staff(self) -> Fact:
        return self._fact(Measure.PERSONS, kind=DuoKind.PERSONS)

    @cached_property
    def teachers(self) -> Fact:
        return self._own_or("teachers", self._fact(Measure.PERSONS, group=TEACHERS, kind=DuoKind.PERSONS))

    @cached_property
    def mean_job(self) -> Fact:
        return self._own_or("mean_job", self._fact(Measure.MEAN_FTE, group=TEACHERS, kind=DuoKind.PERSONS))

    @cached_property
    def fte(self) -> Fact:
        return self._fact(Measure.FTE, kind=DuoKind.FTE)

    @cached_property
    def temporary(self) -> Fact:
        return self._fact(Measure.TEMPORARY, kind=DuoKind.FTE)

    @cached_property
    def classes(self) -> list[Fact]:
        """Fte in jobs of up to 0.5, up to 0.8 and above."""
        measures = (Measure.SMALL, Measure.MIDDLE, Measure.LARGE)
        return [self._fact(measure, kind=DuoKind.FTE) for measure in measures]

    @cached_property
    def people_in_classes(self) -> jobs.Classes | None:
        """How many people that can be; only with three classes and a total of the same year."""
        values = [fact.value for fact in self.classes]
        if any(value is None for value in values) or self.staff.value is None:
            return None
        if {fact.year for fact in self.classes} != {self.staff.year}:
            return None
        small, middle, large = (value or 0 for value in values)
        return jobs.people(small, middle, large, total=int(self.staff.value))

    @cached_property
    def sick_leave(self) -> Fact:
        return self._fact(Measure.SICK, kind=DuoKind.SICK)

    @cached_property
    def pupils(self) -> Fact:
        """Of this site."""
        key = self.school.site
        for file in self.files:
            for row in self.rows:
                series = row.cells.get(Measure.PUPILS)
                if file.kind == DuoKind.PUPILS and row.file_id == file.pk and row.key == key and series:
                    year = file.last_year
                    seen = known(series, year)
                    return Fact(seen.value, year, seen.why, (self._leaf(row, Measure.PUPILS, year),))
        return Fact(why="DUO heeft geen aantal leerlingen voor deze vestiging")

    @cached_property
    def mean_by_year(self) -> dict[int, Fact]:
        """Under the present board only: what was of another board isn't this one's past."""
        years: dict[int, Fact] = {}
        for row in self._of_staff(DuoKind.PERSONS, TEACHERS):
            for year, value in row.cells.get(Measure.MEAN_FTE, {}).items():
                if int(year) not in years and number(value) is not None:
                    leaf = self._leaf(row, Measure.MEAN_FTE, int(year))
                    years[int(year)] = Fact(number(value), int(year), "", (leaf,))
        return dict(sorted(years.items()))

    @cached_property
    def sector(self) -> dict[int, SectorYear]:
        return {one.year: one for one in self.sector_years}


def of(school: School) -> SchoolFacts:
    """In six queries, however much DUO says."""
    files = DeliveredFile.objects.in_use()
    brin4, brin6 = school.institution, school.site
    keys = [key for key in (brin4, brin6) if key]
    rows = list(YearsRow.objects.of_files(files).filter(key__in=keys).order_by("pk"))
    lists = [file.pk for file in files if file.kind in (DuoKind.SITES, DuoKind.SPECIAL_SITES)]
    sites = list(SiteRow.objects.filter(file__in=lists, brin6=brin6).order_by("-file"))
    facts = SchoolFacts(
        school=school,
        files=files,
        rows=rows,
        institutions=list(Institution.objects.filter(brin4=brin4).order_by("type", "pk")),
        site=sites[0] if sites else None,
        own=own_figures.of(school),
    )
    if facts.institution:
        facts.sector_years = list(SectorYear.objects.filter(type=facts.institution.type).order_by("year"))
    return facts
