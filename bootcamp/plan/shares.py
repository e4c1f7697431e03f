"""Who hears about which due actions of a plan: those with their name, and who keeps watch about all."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from bootcamp.plan import due, rights, sheets
from bootcamp.plan.models import Plan
from bootcamp.plan.sheets import PlanLine
from portal.people import access
from portal.people.models import User


@dataclass
class Share:
    """What one person gets in the mail: the actions with this name, and what nobody else of us is named at."""

    person: User
    own: list[PlanLine] = field(default_factory=list)
    others: list[PlanLine] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.own) + len(self.others)


def shares(plan: Plan, *, today: date) -> list[Share]:
    """Who would get a mail on this day, and about which actions: those that are late or due this month. Who keeps watch
    over the plan hears about all of them."""
    people = list(rights.people_of(plan.school))
    sheet = sheets.of(plan)
    by_person = {person.pk: Share(person) for person in people}
    directors = [person for person in people if access.leads_own_school(person)]
    watch = named(sheet.responsible, people) or directors or people
    for line in sheet.lines:
        if not due.is_due(line, today):
            continue
        owners = named(line.who, people)
        for person in owners:
            by_person[person.pk].own.append(line)
        for person in watch:
            if person not in owners:
                by_person[person.pk].others.append(line)
    return [share for share in by_person.values() if share.count]


def named(text: str, people: Iterable[User]) -> list[User]:
    """Those whose full name stands in the text, or whose first name does when nobody shares it."""
    words, people = f" {_plain(text)} ", list(people)
    first = [_plain(person.first_name) for person in people]
    return [
        person
        for person, name in zip(people, first, strict=True)
        if f" {_plain(person.full_name)} " in words or (first.count(name) == 1 and f" {name} " in words)
    ]


def _plain(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text.casefold()).split())
