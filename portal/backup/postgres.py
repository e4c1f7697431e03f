"""PostgreSQL as the back-up needs it: one moment of a database, written, restored elsewhere, compared row by row."""

import contextlib
import getpass
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
from psycopg import sql

from portal.backup import BackupFailed, programs

Rows = dict[str, list[str]]


@dataclass(frozen=True)
class Database:
    host: str
    port: str
    user: str
    password: str
    name: str

    @classmethod
    def of(cls, settings: dict) -> "Database":
        if not settings["ENGINE"].endswith("postgresql"):
            raise BackupFailed("Een back-up maken of terugzetten kan alleen op een server met PostgreSQL.")
        names = ("HOST", "PORT", "USER", "PASSWORD", "NAME")
        return cls(*(str(settings.get(name) or "") for name in names))

    def called(self, name: str) -> "Database":
        return replace(self, name=name)

    @property
    def environment(self) -> dict[str, str]:
        own = {"PGHOST": self.host, "PGPORT": self.port, "PGUSER": self.user, "PGPASSWORD": self.password}
        return os.environ | {name: value for name, value in own.items() if value}

    @contextlib.contextmanager
    def open(self, **options) -> Iterator[psycopg.Connection]:
        own = {"host": self.host, "port": self.port, "user": self.user, "password": self.password}
        try:
            connection = psycopg.connect(
                dbname=self.name, connect_timeout=10, **{key: value for key, value in own.items() if value}, **options
            )
        except psycopg.OperationalError as fault:
            raise BackupFailed(f"De database {self.name} is niet te bereiken: {str(fault).splitlines()[0]}") from fault
        try:
            with connection:
                # Text of a row must be the same whoever asks for it.
                connection.execute("SET TIME ZONE 'UTC'")
                connection.execute("SET datestyle TO 'ISO, YMD'")
                yield connection
        except psycopg.Error as fault:
            raise BackupFailed(f"De database {self.name} weigert iets: {str(fault).splitlines()[0]}") from fault


def dump(database: Database, file: Path, *, apart: Path, tables_apart: list[str]) -> Rows:
    """Write the database as it is at one moment, and say what rows it has at that same moment.

    What is in `tables_apart` goes to a file of its own.
    """
    with database.open() as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone()
        command = ["pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--dbname={database.name}"]
        without = [f"--exclude-table-data={table}" for table in tables_apart]
        programs.run([*command, *without, f"--file={file}"], environment=database.environment)
        only = ["--data-only", *(f"--table={table}" for table in tables_apart)]
        programs.run([*command, *only, f"--file={apart}"], environment=database.environment)
        return rows(connection)


def restore(database: Database, file: Path) -> None:
    """All of it or nothing, into a database that is empty, or whose tables for it are."""
    command = ["pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
    programs.run([*command, f"--dbname={database.name}", str(file)], environment=database.environment)


def rows(connection: psycopg.Connection) -> Rows:
    """For each table how many rows it has and a number that differs when any value in it does, in whatever order."""
    tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
    question = sql.SQL(
        "SELECT count(*), coalesce(sum(('x' || substr(md5(t::text), 1, 16))::bit(64)::bigint::numeric), 0) FROM {} AS t"
    )
    return {
        table: [str(value) for value in connection.execute(question.format(sql.Identifier(table))).fetchone()]
        for (table,) in tables
    }


def how_many(rows: Rows) -> int:
    return sum(int(count) for count, _ in rows.values())


def differences(before: Rows, after: Rows) -> list[str]:
    return sorted(table for table in before.keys() | after.keys() if before.get(table) != after.get(table))


def is_empty(database: Database) -> bool:
    with database.open() as connection:
        return not connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1").fetchall()


def exists(database: Database, name: str) -> bool:
    with database.called("postgres").open() as connection:
        return bool(connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchall())


def create(database: Database, name: str) -> Database:
    """A new, empty database, sorting as the one beside it does."""
    with database.called("postgres").open(autocommit=True) as connection:
        beside = "SELECT datcollate, datctype FROM pg_database WHERE datname IN (%s, 'template0')"
        first = f"{beside} ORDER BY datname = 'template0' LIMIT 1"
        collate, ctype = connection.execute(first, [database.name]).fetchone()
        question = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE {} LC_CTYPE {}")
        connection.execute(question.format(sql.Identifier(name), sql.Literal(collate), sql.Literal(ctype)))
    return database.called(name)


def drop(database: Database, name: str) -> None:
    with database.called("postgres").open(autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def dropping(database: Database, name: str) -> str:
    """What someone types to drop it. Who is let in by the name of the system's user has to be that user."""
    user = f"runuser -u {getpass.getuser()} -- " if database.host.startswith("/") else ""
    return f"{user}dropdb {name}"


def rename(database: Database, old: str, new: str) -> None:
    """Nobody may be in it, so whoever is gets put out; they ask for it again and find the other one."""
    with database.called("postgres").open(autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [old],
        )
        connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(old), sql.Identifier(new)))
