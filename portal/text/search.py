"""Searching in what people wrote. PostgreSQL knows Dutch: who looks for "gesprekken" also finds "gesprek".
SQLite, for a portal of one machine, finds what holds every word, in any order.

    search.matching(Post.objects.readable(), "meer uren", "words")
    search.matching(Material.objects.all(), "meer uren", "title", "summary", "body")

A migration has a `DutchIndex` of the same columns in the same order, so that many rows are searched as fast as few.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Q, QuerySet

MOST_WORDS = 8
LONGEST = 100
LONGEST_WORD = 40
CONFIG = "dutch"
Rows = TypeVar("Rows", bound="QuerySet[Any]")


def plain_words(asked: str) -> str:
    """What was typed, without what no database can look for and no longer than anyone means."""
    return " ".join(asked.replace("\x00", "")[:LONGEST].split()[:MOST_WORDS])


def matching(rows: Rows, asked: str, *fields: str) -> Rows:
    """The rows in which every word of `asked` occurs, each in any of these fields; without words all of them."""
    words = plain_words(asked)
    if not words:
        return rows
    if connections[rows.db].vendor == "postgresql":
        document = SearchVector(*fields, config=CONFIG)
        return rows.alias(document=document).filter(document=SearchQuery(words, config=CONFIG, search_type="websearch"))
    return with_words(rows, asked, *fields)


def plain(text: str) -> str:
    """In small letters, without accents and marks: how words are kept that must be found however they are typed."""
    letters = unicodedata.normalize("NFKD", text.replace("\x00", "").lower())
    kept = (letter if letter.isalnum() else " " for letter in letters if not unicodedata.combining(letter))
    return " ".join("".join(kept).split())


def forgiving(rows: Rows, asked: str, *, field: str) -> Rows:
    """The rows in whose `plain` words all of these occur; one that occurs nowhere counts as the words nearest to it.
    Reads the field of all rows, so for a list that fits in memory."""
    words = [word[:LONGEST_WORD] for word in plain(plain_words(asked)).split()][:MOST_WORDS]
    unknown = [word for word in words if not rows.filter(**{f"{field}__contains": word}).exists()]
    vocabulary: set[str] = set()
    if unknown:
        for text in rows.order_by().values_list(field, flat=True).iterator():
            vocabulary.update(text.split())
    for word in words:
        alternatives = nearest(word, vocabulary) if word in unknown else [word]
        if not alternatives:
            return rows.none()
        rows = rows.filter(reduce(or_, (Q(**{f"{field}__contains": other}) for other in alternatives)))
    return rows


def nearest(word: str, vocabulary: Iterable[str], *, most: int = 12) -> list[str]:
    """The words that differ least from this one, and by no more than a slip of the finger or two."""
    allowed = 0 if len(word) < 4 else 1 if len(word) < 7 else 2
    by_distance: dict[int, list[str]] = {}
    if allowed:
        letters = Counter(word)
        for other in vocabulary:
            # What is typed may be the beginning of it.
            for length in {len(other), min(len(other), len(word))}:
                start = other[:length]
                if abs(len(start) - len(word)) > allowed or _unlike(letters, start) > 2 * allowed:
                    continue
                distance = _distance(word, start, most=allowed)
                if distance <= allowed:
                    by_distance.setdefault(distance, []).append(start)
    return sorted(set(by_distance[min(by_distance)]))[:most] if by_distance else []


def _unlike(letters: Counter[str], other: str) -> int:
    rest = letters.copy()
    rest.subtract(other)
    return sum(map(abs, rest.values()))


def _distance(one: str, other: str, *, most: int) -> int:
    """How many letters to add, leave out, change or swap with their neighbour; more than `most` is all the same."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, opposite in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != opposite))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == opposite:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def with_words(rows: Rows, asked: str, *fields: str) -> Rows:
    """The rows that hold every word of `asked`, each in any of these short fields."""
    for word in plain_words(asked).split():
        rows = rows.filter(reduce(or_, (Q(**{f"{field}__icontains": word}) for field in fields)))
    return rows


class DutchIndex(Operation):
    """For a migration: `search.DutchIndex("exchange_post", "words")`, or more columns. It says exactly what `matching`
    asks, or the index would not be used. Changes no model, and on another database than PostgreSQL nothing at all."""

    reversible = True

    def __init__(self, table: str, *columns: str):
        self.table, self.columns = table, columns

    def deconstruct(self) -> tuple[str, list[str], dict[str, Any]]:
        return type(self).__name__, [self.table, *self.columns], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        pass

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        words = " || ' ' || ".join(f"COALESCE({column}, '')" for column in self.columns)
        document = f"to_tsvector('{CONFIG}'::regconfig, {words})"
        self._execute(schema_editor, f"CREATE INDEX {self.name} ON {self.table} USING gin ({document})")

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self._execute(schema_editor, f"DROP INDEX {self.name}")

    def _execute(self, schema_editor: BaseDatabaseSchemaEditor, statement: str) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(statement)

    @property
    def name(self) -> str:
        return "_".join([self.table, *self.columns, CONFIG])

    def describe(self) -> str:
        return f"Zoeken in {', '.join(self.columns)} van {self.table}"
