"""Two schools, or two boards, become one: what hangs on `gone` goes over to `kept`, and nothing is lost.

What would happen is tried out and undone again, so that what HPP reads before is exactly what will be done. Where both
have the same thing (two plans, two seats in one bootcamp) nothing happens: someone chooses first.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import IntegrityError, models, transaction
from django.db.models import Model, QuerySet

from portal.people import sessions
from portal.people.models import Board, KnownDomain, School, User
from portal.reasons import NotPossible

Place = TypeVar("Place", School, Board)
PEOPLE_OF_SCHOOLS = User.schools.through
# Who or what both have is the same, so that one of the two is enough.
SAME_IN_BOTH: tuple[type[Model], ...] = (PEOPLE_OF_SCHOOLS, KnownDomain)
# What a yearly list of DUO did to a row stays with that row.
STAYS_BEHIND = "lists"
PEOPLE = "mensen"


def pointing_at(row: Model, *, but_of: set[str]) -> Iterator[tuple[QuerySet, str]]:
    """The rows of each model that point at this one, with the field by which they do. Of many to many the rows in
    between."""
    relations: list[Any] = list(row._meta.get_fields(include_hidden=True))
    for relation in relations:
        if not relation.is_relation or relation.concrete or relation.many_to_many:
            continue
        model, name = relation.related_model, relation.field.name
        if model._meta.app_label not in but_of:
            yield model._base_manager.filter(**{name: row}), name


@dataclass(frozen=True)
class Preview:
    moves: list[tuple[str, int]]
    blocked: list[tuple[str, int]]
    """What both have, so that it can't go over."""

    @property
    def mark(self) -> str:
        content = json.dumps([self.moves, self.blocked])
        return hashlib.blake2s(content.encode(), digest_size=8).hexdigest()


class _Undo(Exception):
    pass


class Join(Generic[Place]):
    def __init__(self, *, gone: Place, kept: Place):
        if gone.pk == kept.pk:
            raise NotPossible("Kies een andere om mee samen te voegen.")
        if gone.sector != kept.sector:
            raise NotPossible("Die is van een andere sector. Samenvoegen kan binnen één sector.")
        self.gone, self.kept = gone, kept

    def look(self) -> Preview:
        """Tried, and undone."""
        try:
            with transaction.atomic():
                preview = self._move_all()
                raise _Undo
        except _Undo:
            return preview

    @transaction.atomic
    def do(self, *, seen: str) -> None:
        """`seen` is the mark of what HPP read: when anything changed since, they read it again first."""
        preview = self._move_all()
        if preview.blocked:
            raise NotPossible("Ze hebben allebei iets dat niet samen kan. Kies eerst wat er blijft.")
        if preview.mark != seen:
            raise NotPossible("Er is intussen iets veranderd. Lees nog eens wat er overgaat.")
        self._finish()

    def _move_all(self) -> Preview:
        both = sorted([self.gone.pk, self.kept.pk])
        list(type(self.gone)._base_manager.select_for_update().filter(pk__in=both).order_by("pk"))
        moves, blocked = Counter[str](), Counter[str]()
        for rows, name in pointing_at(self.gone, but_of={STAYS_BEHIND}):
            for row in rows.order_by("pk"):
                (moves if self._move(row, name) else blocked)[_words(type(row))] += 1
        return Preview(sorted(moves.items()), sorted(blocked.items()))

    def _move(self, row: Model, name: str) -> bool:
        """False when the other has it too."""
        rows = type(row)._base_manager.filter(pk=row.pk)
        try:
            with transaction.atomic():
                rows.update(**{name: self.kept})
        except IntegrityError:
            if not isinstance(row, SAME_IN_BOTH) and not getattr(row, "IS_MADE_ANEW", False):
                return False
            rows.delete()
        return True

    def _finish(self) -> None:
        raise NotImplementedError


class SchoolJoin(Join[School]):
    @property
    def stays_in_the_list(self) -> bool:
        """A school that DUO still names stays in the list, with nothing that hangs on it."""
        return bool(self.gone.listed_in) and self.gone.closed_on is None

    def _finish(self) -> None:
        for user in User.objects.filter(schools=self.kept):
            sessions.end_all(user)
        if not self.stays_in_the_list:
            self.gone.delete()


class BoardJoin(Join[Board]):
    def _finish(self) -> None:
        number = self.gone.number
        for user in User.objects.filter(board=self.kept):
            sessions.end_all(user)
        self.gone.delete()
        if number and not self.kept.number:
            Board.objects.filter(pk=self.kept.pk).update(number=number)


def _words(model: type[models.Model]) -> str:
    return PEOPLE if model in (PEOPLE_OF_SCHOOLS, User) else str(model._meta.verbose_name_plural)
