"""Make the back-up of tonight, prove it, and forget those of over a month ago."""

import contextlib
import fcntl
import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import FileField
from psycopg import sql

from portal.backup import BackupFailed, archive, postgres, programs

KEEP = timedelta(days=30)
NAME = "portaal-%Y-%m-%dT%H%M%SZ.age"
APART = "stapels.age"
PROOF = "_proef"
NO_ROWS = ["0", "0"]


@dataclass(frozen=True)
class Backup:
    file: Path
    contents: archive.Contents
    seconds: float


def tables_apart() -> list[str]:
    """Of which only one copy may be, written over every night: their models say so."""
    return [model._meta.db_table for model in apps.get_models() if getattr(model, "keeps_no_history", False)]


def make(*, now: datetime) -> Backup:
    """The new back-up, restored once already. Raises BackupFailed, and then leaves nothing behind."""
    if not settings.BACKUP_KEYS:
        raise BackupFailed("Zet BACKUP_KEY in de omgeving: zonder openbare sleutel maken we geen back-up.")
    began, database = time.monotonic(), postgres.Database.of(settings.DATABASES["default"])
    try:
        with _only_one(), _private_folder() as folder:
            file, contents = _write(database, folder, now=now)
            try:
                _prove(database, file, folder)
            except BaseException:
                file.unlink(missing_ok=True)
                raise
            (folder / APART).replace(settings.BACKUP_DIR / APART)
            forget(now=now)
    except OSError as fault:
        raise BackupFailed(f"De schijf werkt niet mee: {fault.strerror}.") from fault
    return Backup(file, contents, time.monotonic() - began)


def _write(database: postgres.Database, folder: Path, *, now: datetime) -> tuple[Path, archive.Contents]:
    media, dump, apart = folder / "media", folder / "database.dump", folder / "apart.dump"
    # Before and after, so that a file is in it whether it came or went while the database was written.
    archive.link_new_files(settings.MEDIA_ROOT, media)
    rows = postgres.dump(database, dump, apart=apart, tables_apart=tables_apart())
    archive.link_new_files(settings.MEDIA_ROOT, media)
    rows_apart = {table: rows[table] for table in tables_apart()}
    kept = archive.Contents(now.isoformat(), {**rows, **dict.fromkeys(rows_apart, NO_ROWS)}, archive.hashes(media))
    file = settings.BACKUP_DIR / now.strftime(NAME)
    secret, public = programs.new_key()
    (folder / "key").write_text(secret)
    keys = [*settings.BACKUP_KEYS, public]
    archive.write(file, contents=kept, dump=dump, media=media, keys=keys)
    archive.write(
        folder / APART, contents=archive.Contents(kept.made_at, rows_apart, {}), dump=apart, media=media, keys=keys
    )
    for plain in (dump, apart):
        plain.unlink()
    shutil.rmtree(media)
    return file, kept


def _prove(database: postgres.Database, file: Path, folder: Path) -> None:
    """Open the files as they are on the disk, with the key of this moment, and restore them into an empty database."""
    contents, opened = archive.unpack(file, folder / "opened", key_file=folder / "key"), folder / "opened"
    apart, opened_apart = archive.unpack(folder / APART, folder / "apart", key_file=folder / "key"), folder / "apart"
    name = database.name + PROOF
    postgres.drop(database, name)
    try:
        proof = postgres.create(database, name)
        postgres.restore(proof, opened / archive.DATABASE)
        compare(proof, contents.rows)
        postgres.restore(proof, opened_apart / archive.DATABASE)
        compare(proof, contents.rows | apart.rows)
        _every_row_has_its_file(proof, contents)
    finally:
        postgres.drop(database, name)


def compare(database: postgres.Database, expected: postgres.Rows) -> None:
    with database.open() as connection:
        different = postgres.differences(expected, postgres.rows(connection))
    if different:
        raise BackupFailed(f"Teruggezet staat er iets anders in: {', '.join(different)}.")


def _every_row_has_its_file(database: postgres.Database, contents: archive.Contents) -> None:
    fields = [
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, FileField)
    ]
    with database.open() as connection:
        for table, column in fields:
            question = sql.SQL("SELECT {0} FROM {1} WHERE {0} <> ''").format(
                sql.Identifier(column), sql.Identifier(table)
            )
            missing = sum(name not in contents.files for (name,) in connection.execute(question))
            if missing and table in contents.rows:
                raise BackupFailed(f"Van {missing} rijen in {table} staat het bestand niet op de schijf.")


@contextlib.contextmanager
def _only_one() -> Iterator[None]:
    settings.BACKUP_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (settings.BACKUP_DIR / ".slot").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise BackupFailed("Er wordt al een back-up gemaakt.") from fault
        for left in settings.BACKUP_DIR.glob(".bezig-*"):  # of one that was killed
            shutil.rmtree(left, ignore_errors=True)
        yield


@contextlib.contextmanager
def _private_folder() -> Iterator[Path]:
    """On the disk of the back-ups, since it holds as much."""
    with tempfile.TemporaryDirectory(prefix=".bezig-", dir=settings.BACKUP_DIR) as folder:
        yield Path(folder)


def all_made() -> list[Path]:
    """Oldest first."""
    return sorted(settings.BACKUP_DIR.glob("portaal-*.age"))


def forget(*, now: datetime) -> None:
    """Those of over thirty days ago. Called when there is a new one, so that the last is never lost."""
    oldest = (now - KEEP).strftime(NAME)
    for file in all_made():
        if file.name < oldest:
            file.unlink()


def read_report() -> dict[str, Any]:
    """`last_good` and `failed`, as `write_report` left them; empty before the first night."""
    file = _report()
    return json.loads(file.read_text()) if file.exists() else {}


def _report() -> Path:
    return settings.DATA_DIR / "backup.json"


def write_report(**outcome: str | int | float) -> None:
    """For who looks how it goes: the last that went well, and the last that failed when that came later."""
    file, earlier = _report(), read_report()
    well = {} if "why" in outcome else outcome
    half = file.with_suffix(".half")
    half.write_text(json.dumps({"last_good": well or earlier.get("last_good"), "failed": None if well else outcome}))
    half.replace(file)
