"""Three boards with three schools each, and an account for every role. All names are invented."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress

from portal.people.access import Role
from portal.people.lists.kinds import ListKind
from portal.people.models import Board, School, User

PASSWORD = "veertig-kralen-op-een-rij"  # noqa: S105 (known to all; only ever loaded with DEMO=1)

BOARDS = {
    "Stichting De Tolbrug": [
        ("De Vuurvlinder", "Amersfoort", "90AA"),
        ("Het Kraalnest", "Amersfoort", "90AB"),
        ("De Regenbui", "Leusden", "90AC"),
    ],
    "Scholengroep Rivierland-Noord": [
        ("De Waterlelie", "Culemborg", "91AA"),
        ("De Steenoven", "Geldermalsen", "91AB"),
        ("'t Hooge Land", "Tiel", "91AC"),
    ],
    "Vereniging Open Vensters": [
        ("De Zonnewijzer", "Zoetermeer", "92AA"),
        ("Het Palet", "Zoetermeer", "92AB"),
        ("De Zevensprong", "Gouda", "92AC"),
    ],
}


@dataclass(frozen=True)
class DemoPerson:
    who: str
    email: str
    first_name: str
    last_name: str
    role: str
    brins: tuple[str, ...] = ()
    board: str | None = None
    is_staff: bool = False
    is_superuser: bool = False


PEOPLE = [
    DemoPerson("leerkracht", "leerkracht@voorbeeld.example", "Sanne", "de Wit", Role.TEACHER, ("91AA",)),
    DemoPerson("directeur", "directeur@voorbeeld.example", "Yıldız", "'t Hart-van den Äkker", Role.DIRECTOR, ("90AA",)),
    DemoPerson("directeur (doet al mee)", "directeur2@voorbeeld.example", "Bram", "Wouters", Role.DIRECTOR, ("91AA",)),
    DemoPerson("HR", "hr@voorbeeld.example", "Samira", "Haddou", Role.HR, board="Stichting De Tolbrug"),
    DemoPerson("bestuur", "bestuur@voorbeeld.example", "Pieter", "Bloem", Role.BOARD, board="Stichting De Tolbrug"),
    DemoPerson("expertpartner", "expert@voorbeeld.example", "Noor", "Łuczak", Role.EXPERT),
    DemoPerson("HPP-medewerker", "hpp@voorbeeld.example", "Joost", "Bakker", Role.HPP, is_staff=True),
    DemoPerson(
        "HPP-beheerder", "beheer@voorbeeld.example", "Yasmina", "el Idrissi", Role.HPP, is_staff=True, is_superuser=True
    ),
]

# Directors of the other schools: they fill the seats of the example bootcamps and can't sign in.
OTHER_DIRECTORS = [
    ("90AB", "Fenna", "Hoekstra"),
    ("90AC", "Thijs", "van der Meulen"),
    ("91AB", "Meryem", "Aydın"),
    ("91AC", "Koen", "Smits"),
    ("92AA", "Lotte", "Jansen"),
    ("92AB", "Gerben", "de Groot"),
    ("92AC", "Aisha", "Benali"),
]


def is_loaded() -> bool:
    return User.objects.filter(email__in=[person.email for person in PEOPLE]).exists()


def load() -> None:
    for name, schools in BOARDS.items():
        board, _ = Board.objects.get_or_create(name=name)
        for school, city, brin in schools:
            defaults = {"board": board, "name": school, "city": city, "listed_in": ListKind.PRIMARY}
            School.objects.get_or_create(brin=brin, defaults=defaults)
    for person in PEOPLE:
        _make(person)
    for brin, first_name, last_name in OTHER_DIRECTORS:
        user = User.objects.create_user(
            f"directeur.{brin.lower()}@voorbeeld.example",
            first_name=first_name,
            last_name=last_name,
            role=Role.DIRECTOR,
        )
        user.schools.set(School.objects.filter(brin=brin))


def _make(person: DemoPerson) -> None:
    user = User.objects.create_user(
        person.email,
        PASSWORD,
        first_name=person.first_name,
        last_name=person.last_name,
        role=person.role,
        board=Board.objects.filter(name=person.board).first(),
        is_staff=person.is_staff,
        is_superuser=person.is_superuser,
    )
    user.schools.set(School.objects.filter(brin__in=person.brins))
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def logins() -> list[tuple[str, str, str]]:
    """(who, e-mail address, password) of every demo account."""
    return [(person.who, person.email, PASSWORD) for person in PEOPLE]
