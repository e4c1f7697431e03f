"""The facts of all schools of a board together. What is about fewer than five people isn't shown, nor counted along."""

from dataclasses import dataclass

from bootcamp.facts import words
from bootcamp.facts.models import DeliveredFile, Institution, OwnFigure, SiteRow
from portal.people.models import Board, School

FEWEST = 5
HIDDEN = f"minder dan {FEWEST}"
UNKNOWN = "onbekend"


@dataclass(frozen=True)
class SchoolRow:
    school: School
    institution: Institution | None
    vacancies: float | None

    @property
    def teachers(self) -> str:
        count = self._teachers
        if count is None:
            return UNKNOWN
        return HIDDEN if count < FEWEST else words.plain(count)

    @property
    def _teachers(self) -> int | None:
        return self.institution.teachers if self.institution else None

    @property
    def counts(self) -> bool:
        return self._teachers is not None and self._teachers >= FEWEST

    @property
    def mean_job(self) -> str:
        mean = self.institution.mean_job if self.institution and self.counts else None
        return words.hours(mean) if mean is not None else UNKNOWN

    @property
    def change(self) -> str:
        years = self.institution.mean_by_year if self.institution and self.counts else {}
        if len(years) < 2:
            return ""
        first, last = min(years), max(years)
        difference = (years[last] - years[first]) * words.WEEK
        sign = "+" if difference > 0 else ""
        return f"{sign}{words.spare(difference, 1)} uur sinds {first}"

    @property
    def vacancies_in_words(self) -> str:
        return "" if self.vacancies is None else words.fte(self.vacancies, 2)


@dataclass(frozen=True)
class BoardSheet:
    board: Board
    rows: list[SchoolRow]
    year: int

    @property
    def counted(self) -> list[Institution]:
        """Each institution once: more sites may share one."""
        institutions = {row.institution.pk: row.institution for row in self.rows if row.counts and row.institution}
        return list(institutions.values())

    @property
    def teachers(self) -> int:
        return sum(one.teachers or 0 for one in self.counted)

    @property
    def mean_job(self) -> float | None:
        """Of all teachers, so that a large school counts for more."""
        weighed = [(one.teachers or 0, one.mean_job) for one in self.counted if one.mean_job is not None]
        people = sum(count for count, _ in weighed)
        return sum(count * mean for count, mean in weighed) / people if people else None

    @property
    def mean_in_words(self) -> str:
        return words.hours(self.mean_job) if self.mean_job is not None else UNKNOWN

    @property
    def not_counted(self) -> int:
        return sum(not row.counts for row in self.rows)

    @property
    def vacancies(self) -> str:
        given = [row.vacancies for row in self.rows if row.vacancies is not None]
        if not given:
            return ""
        return f"{words.fte(sum(given), 2)}, ingevuld door {len(given)} van de {len(self.rows)} scholen"


def of(board: Board) -> BoardSheet:
    """In five queries, however many schools the board has."""
    schools = list(School.objects.filter(board=board).order_by("name", "pk"))
    institutions = _institutions(schools)
    vacancies = {
        figure.school_id: float(figure.value)
        for figure in OwnFigure.objects.filter(school__in=schools, name="vacancies")
    }
    rows = [SchoolRow(school, institutions.get(school.pk), vacancies.get(school.pk)) for school in schools]
    return BoardSheet(board, rows, max((one.year for one in institutions.values()), default=0))


def _institutions(schools: list[School]) -> dict[int, Institution]:
    schools = [school for school in schools if school.brin]
    kinds = _kinds({school.site for school in schools})
    by_brin: dict[str, list[Institution]] = {}
    for one in Institution.objects.filter(brin4__in={school.institution for school in schools}).order_by("type", "pk"):
        by_brin.setdefault(one.brin4, []).append(one)
    fitting: dict[int, Institution] = {}
    for school in schools:
        candidates = by_brin.get(school.institution, [])
        type_ = kinds.get(school.site, "BAO")
        chosen = next((one for one in candidates if one.type == type_), next(iter(candidates), None))
        if chosen is not None:
            fitting[school.pk] = chosen
    return fitting


def _kinds(sites: set[str]) -> dict[str, str]:
    files = [file.pk for file in DeliveredFile.objects.in_use()]
    rows = SiteRow.objects.filter(file__in=files, brin6__in=sites).values_list("brin6", "kind")
    return {brin6: "BAO" if kind == "BO" else kind for brin6, kind in rows}
