"""Searching in what people wrote. PostgreSQL knows Dutch: who looks for "gesprekken" also finds "gesprek".
SQLite, for a portal of one machine, finds what holds every word, in any order.

    search.matching(Post.objects.readable(), "meer uren", field="words")

A migration calls `dutch_index` for each field, so that many rows are searched as fast as few.
"""

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connections, migrations
from django.db.models import QuerySet

MOST_WORDS = 8
LONGEST = 100
CONFIG = "dutch"


def plain_words(asked: str) -> str:
    """What was typed, without what no database can look for and no longer than anyone means."""
    return " ".join(asked.replace("\x00", "")[:LONGEST].split()[:MOST_WORDS])


def matching(rows: QuerySet, asked: str, *, field: str) -> QuerySet:
    """The rows in which every word of `asked` occurs; without words all of them."""
    words = plain_words(asked)
    if not words:
        return rows
    if connections[rows.db].vendor == "postgresql":
        document = SearchVector(field, config=CONFIG)
        return rows.alias(document=document).filter(document=SearchQuery(words, config=CONFIG, search_type="websearch"))
    for word in words.split():
        rows = rows.filter(**{f"{field}__icontains": word})
    return rows


def dutch_index(table: str, column: str) -> migrations.RunPython:
    """The operation for a migration; it must say exactly what `matching` asks, or the index isn't used."""
    name = f"{table}_{column}_{CONFIG}"

    def make(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            document = f"to_tsvector('{CONFIG}'::regconfig, COALESCE({column}, ''))"
            schema_editor.execute(f"CREATE INDEX {name} ON {table} USING gin ({document})")

    def drop(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP INDEX {name}")

    return migrations.RunPython(make, drop)
