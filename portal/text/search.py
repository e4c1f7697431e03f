"""Searching in what people wrote. PostgreSQL knows Dutch: who looks for "gesprekken" also finds "gesprek".
SQLite, for a portal of one machine, finds what holds every word, in any order.

    search.matching(Post.objects.readable(), "meer uren", "words")
    search.matching(Material.objects.all(), "meer uren", "title", "summary", "body")

A migration has a `DutchIndex` of the same columns in the same order, so that many rows are searched as fast as few.
"""

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
