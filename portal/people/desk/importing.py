"""A list of people from a file: what each row means, what is wrong with it, and making the good ones accounts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from portal.files import tables
from portal.people import access, numbers
from portal.people.access import At, Role
from portal.people.desk import actions
from portal.people.desk.models import PeopleList
from portal.people.desk.rights import taken
from portal.people.forms import person_name
from portal.people.models import Board, School, User
from portal.text.plain import one_line
from portal.text.search import plain

MOST_ROWS = 500
SYNONYMS = {
    **dict.fromkeys(["E-MAIL", "EMAIL", "E-MAILADRES", "EMAILADRES", "MAILADRES"], "MAIL"),
    **dict.fromkeys(["FUNCTIE"], "ROL"),
    **dict.fromkeys(["BRIN", "BRINNUMMER", "BRIN-NUMMER", "SCHOOL OF BESTUUR", "ORGANISATIE", "BESTUUR"], "SCHOOL"),
}
ROLES = {
    **dict.fromkeys(
        ["directeur", "directie", "adjunct", "adjunct directeur", "schoolleider", "locatieleider"], Role.DIRECTOR
    ),
    **dict.fromkeys(["hr", "p o", "po", "personeelszaken", "hr adviseur"], Role.HR),
    **dict.fromkeys(["bestuur", "bestuurder", "projectleider", "projectleider van het bestuur"], Role.BOARD),
    **dict.fromkeys(["leerkracht", "leraar", "docent", "groepsleerkracht"], Role.TEACHER),
}
FIELDS = ("first_name", "last_name", "email", "as_what", "place")


LABELS = {
    "first_name": "Voornaam",
    "last_name": "Achternaam",
    "email": "Mail",
    "as_what": "Rol",
    "place": "School of bestuur",
}


@dataclass(frozen=True)
class Cell:
    """One cell of a row with a fault, to be mended in place."""

    id: str
    label: str
    value: str
    fault: str


@dataclass
class CheckedRow:
    number: int
    values: dict[str, str]
    faults: dict[str, str] = field(default_factory=dict)
    role: str = ""
    school: School | None = None
    board: Board | None = None
    known: User | None = None

    @property
    def cells(self) -> dict[str, Cell]:
        return {
            name: Cell(f"{name}-{self.number}", LABELS[name], self.values[name], self.faults.get(name, ""))
            for name in FIELDS
        }

    @property
    def name(self) -> str:
        return f"{self.values['first_name']} {self.values['last_name']}".strip()

    @property
    def place(self) -> str:
        return str(self.school or self.board or self.values["place"])

    @property
    def role_word(self) -> str:
        return access.opens(self.role).word

    @property
    def is_new(self) -> bool:
        return not self.faults and self.known is None


def read(file: BinaryIO, *, name: str, size: int) -> list[dict[str, Any]]:
    """The rows as they stand in the file; raises `tables.Unreadable`."""
    if name.lower().endswith(".xlsx"):
        table = tables.read_xlsx(file, size=size, synonyms=SYNONYMS)
    else:
        table = tables.read_csv(file, synonyms=SYNONYMS)
    by_parts = "ACHTERNAAM" in table.columns
    table.require(*(("VOORNAAM", "ACHTERNAAM") if by_parts else ("NAAM",)), "MAIL", "ROL", "SCHOOL")
    rows: list[dict[str, Any]] = []
    for row in table.rows():
        if len(rows) == MOST_ROWS:
            raise tables.Unreadable(f"Een lijst heeft hooguit {MOST_ROWS} mensen. Knip hem in stukken.")
        first, last = (row["VOORNAAM"], row["ACHTERNAAM"]) if by_parts else _parts(row["NAAM"])
        values = {"first_name": first, "last_name": last, "email": row["MAIL"], "as_what": row["ROL"]}
        tidy = {key: one_line(value)[:120] for key, value in {**values, "place": row["SCHOOL"]}.items()}
        rows.append({"number": row.number, **tidy})
    if not rows:
        raise tables.Unreadable("In dit bestand staat onder de kop geen enkele rij.")
    return rows


def _parts(name: str) -> tuple[str, str]:
    first, _, last = one_line(name).partition(" ")
    return first, last


def check(rows: list[dict[str, Any]], *, by: User) -> list[CheckedRow]:
    """As many queries for five hundred rows as for one."""
    checked = [CheckedRow(row["number"], {name: str(row.get(name, "")) for name in FIELDS}) for row in rows]
    addresses = Counter(row.values["email"].lower() for row in checked)
    known = {user.email.lower(): user for user in taken().filter(email__in=list(addresses))}
    places = Places(row.values["place"] for row in checked)
    may_give = {role for role, _ in access.choices_for(by)}
    for row in checked:
        _check_person(row, addresses)
        _check_role(row, may_give)
        _check_place(row, places)
        row.known = known.get(row.values["email"].lower())
    return checked


def _check_person(row: CheckedRow, addresses: Counter[str]) -> None:
    for name, length in (("first_name", 60), ("last_name", 80)):
        try:
            row.values[name] = person_name(row.values[name])[:length]
        except ValidationError as fault:
            row.faults[name] = " ".join(fault.messages)
    email = row.values["email"].lower()
    try:
        validate_email(email)
    except ValidationError:
        row.faults["email"] = f"“{email}” is geen e-mailadres." if email else "Er staat geen e-mailadres."
    else:
        if addresses[email] > 1:
            row.faults["email"] = "Dit e-mailadres staat vaker in de lijst."


def _check_role(row: CheckedRow, may_give: set[str]) -> None:
    meant = ROLES.get(plain(row.values["as_what"]), "")
    row.role = meant if meant in may_give else ""
    if meant not in may_give:
        typed = row.values["as_what"]
        row.faults["as_what"] = f"De rol “{typed}” kennen we niet. Kies directeur, leerkracht, hr of bestuur."


def _check_place(row: CheckedRow, places: "Places") -> None:
    at = access.opens(row.role).at
    typed = row.values["place"]
    if "as_what" in row.faults:
        return
    if not typed:
        row.faults["place"] = "Er staat geen school of bestuur."
    elif at is At.SCHOOL:
        row.school, fault = places.school(typed)
        row.faults |= {"place": fault} if fault else {}
    else:
        row.board, fault = places.board(typed)
        row.faults |= {"place": fault} if fault else {}


class Places:
    """The schools and boards that the rows may mean, found at once."""

    def __init__(self, typed: Iterable[str]):
        names = list(dict.fromkeys(typed))
        sites = {numbers.site_of(name) for name in names}
        brins = sites | {numbers.as_people_write(site) for site in sites}
        with_numbers = School.objects.filter(brin__in=brins) | School.objects.filter(other_number__in=names)
        self._by_number: dict[str, School] = {}
        for school in with_numbers.select_related("board"):
            self._by_number[school.site or school.other_number] = school
        self._schools = self._by_name([name for name in names if numbers.site_of(name) not in self._by_number])
        self._boards: dict[str, Board] = {}
        for board in Board.objects.all():
            self._boards[plain(board.name)] = board
            if board.number:
                self._boards[board.number] = board

    def _by_name(self, names: list[str]) -> dict[str, list[School]]:
        """By name, and by name and place."""
        schools: dict[str, list[School]] = {}
        asked_for = {plain(name) for name in names}
        if asked_for:
            for school in School.objects.filter(closed_on=None).select_related("board"):
                for key in {plain(school.name), plain(str(school))} & asked_for:
                    schools.setdefault(key, []).append(school)
        return schools

    def school(self, typed: str) -> tuple[School | None, str]:
        """(the school, what is wrong)"""
        by_number = self._by_number.get(numbers.site_of(typed)) or self._by_number.get(typed)
        if by_number:
            return by_number, ""
        by_name = self._schools.get(plain(typed), [])
        if len(by_name) == 1:
            return by_name[0], ""
        if by_name:
            return None, f"Er zijn {len(by_name)} scholen die “{typed}” heten. Zet het BRIN-nummer erbij."
        return None, f"We vinden geen school “{typed}”. Zet er het BRIN-nummer neer."

    def board(self, typed: str) -> tuple[Board | None, str]:
        board = self._boards.get(numbers.board(typed)) or self._boards.get(plain(typed))
        if board is None:
            by_school, _ = self.school(typed)
            board = by_school.board if by_school else None
        return board, "" if board else f"We vinden geen bestuur “{typed}”. Zet er het bestuursnummer neer."


@transaction.atomic
def make_accounts(people_list: PeopleList, *, by: User) -> list[User]:
    """Of the rows without a fault that aren't known yet; the others stay in the list. All of them or none."""
    locked = PeopleList.objects.select_for_update().get(pk=people_list.pk)
    checked = check(locked.rows, by=by)
    ready = [row for row in checked if row.is_new]
    people = [
        actions.prepare(
            email=row.values["email"].lower(),
            first_name=row.values["first_name"],
            last_name=row.values["last_name"],
            role=row.role,
            schools=[row.school] if row.school else [],
            board=row.board,
        )
        for row in ready
    ]
    faulty = {row.number for row in checked if row.faults}
    locked.rows = [row for row in locked.rows if row["number"] in faulty]
    if locked.rows:
        locked.save(update_fields=["rows"])
    else:
        locked.delete()
    return people
