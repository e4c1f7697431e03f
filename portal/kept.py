"""A question to the database of which the SQL is written once. Writing it costs Django more than the answer costs the
database, and a page asks a dozen.

    POSTS = kept.Question(lambda thread, user: Post.objects.filter(thread=thread).for_reading(user))
    POSTS(thread.pk, user.pk)     # a list of whatever that queryset gives

Only numbers go in, and whatever they are the SQL has to be the same: no `pk__in` of a list, no `if`.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

LARGEST = 2**63 - 1
"""That a database holds: no row has a larger number."""
# What stands in for a number while the SQL is written. No question has these numbers in itself.
PLACES = (9_000_000_000_001, 9_000_000_000_002, 9_000_000_000_003)


@dataclass(frozen=True)
class Written:
    queryset: QuerySet
    compiler: SQLCompiler
    sql: str
    parameters: tuple[Any, ...]


class Question:
    def __init__(self, build: Callable[..., QuerySet]) -> None:
        self.build = build
        self.written: dict[str, Written] = {}
        """By kind of database."""

    def __call__(self, *numbers: int) -> list[Any]:
        if not all(type(number) is int for number in numbers):
            raise TypeError(f"Only numbers fit in a question that is kept, not {numbers!r}.")
        if max(numbers, default=0) > LARGEST:
            return []
        connection = connections[DEFAULT_DB_ALIAS]
        if connection.vendor not in self.written:
            self.written[connection.vendor] = self._write(len(numbers))
        written = self.written[connection.vendor]
        places = dict(zip(PLACES, numbers, strict=False))
        filled = tuple([places.get(value, value) if type(value) is int else value for value in written.parameters])
        compiler = copy.copy(written.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_, **__: (written.sql, filled)  # type: ignore[method-assign]
        rows = written.queryset.all()
        rows.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        # A list: what would be asked further of this queryset is no longer written.
        return list(rows)

    def _write(self, count: int) -> Written:
        queryset = self.build(*PLACES[:count])
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        if missing := set(PLACES[:count]) - set(parameters):
            raise TypeError(f"The question doesn't use {len(missing)} of its {count} numbers.")
        return Written(queryset, compiler, sql, parameters)


def lay_beside(owner: Model, **relations: list[Any]) -> None:
    """What belongs to this row, as if `prefetch_related` had brought it."""
    for name, rows in relations.items():
        manager = getattr(owner, name)
        back = getattr(manager, "field", None)
        if back is not None:
            for row in rows:
                setattr(row, back.name, owner)
        queryset = manager.get_queryset()
        queryset._result_cache, queryset._prefetch_done = rows, True
        vars(owner).setdefault("_prefetched_objects_cache", {})[name] = queryset
